// Brevo (path B): in pieces; it gives the mail a Message-ID of its own and tells it.
import { byStatus, callVendor, type VendorAnswer } from '../../call-vendor.js';
import { ChannelError } from '../../channel.js';
import { base64, faultOf, fieldOf, type Letter, type Person, type Transport, threadHeaders } from './transport.js';

const ROOT = 'https://api.brevo.com';
const box = ({ name, address }: Person) => ({ email: address, ...(name ? { name } : {}) });

export const brevo: Transport = {
  async send(context, { key, root }, { letter, messageId }) {
    const url = `${root ?? ROOT}/v3/smtp/email`;
    const answer = await callVendor(context, { url, headers: { 'api-key': key }, json: bodyOf(letter) }, judge);
    return { externalId: fieldOf(answer, 'messageId')?.replace(/^<|>$/g, '') ?? messageId };
  },
  async check(context, { key, root }) {
    await callVendor(context, { url: `${root ?? ROOT}/v3/account`, headers: { 'api-key': key }, repeatable: true });
  },
};

function judge(answer: VendorAnswer): ChannelError | null {
  const code = fieldOf(answer, 'code') ?? '';
  const reason = faultOf(answer, fieldOf(answer, 'message'));
  if (answer.status === 402 || /not_enough_credits|account_under_validation|permission_denied|unauthorized/.test(code))
    return new ChannelError('reconnect', reason);
  // Told apart only by words: whose address is not valid, the sender's or the recipient's.
  if (answer.status === 400 && /sender/i.test(fieldOf(answer, 'message') ?? ''))
    return new ChannelError('reconnect', reason);
  return byStatus(answer);
}

function bodyOf(letter: Letter): object {
  return {
    sender: box(letter.from),
    to: letter.to.map(box),
    ...(letter.cc.length > 0 ? { cc: letter.cc.map(box) } : {}),
    ...(letter.bcc.length > 0 ? { bcc: letter.bcc.map(box) } : {}),
    replyTo: { email: letter.replyTo },
    subject: letter.subject,
    textContent: letter.text,
    htmlContent: withPictures(letter),
    headers: { ...threadHeaders(letter), ...letter.headers, 'Idempotency-Key': letter.messageId },
    ...(letter.attachments.length > 0
      ? { attachment: letter.attachments.map((file) => ({ name: file.name, content: base64(file.content) })) }
      : {}),
  };
}

/** It has no inline parts: pictures of the text stand in it as they are. */
function withPictures({ html, attachments }: Letter): string {
  return attachments
    .filter((file) => file.contentId)
    .reduce(
      (words, file) =>
        words.replaceAll(`cid:${file.contentId}`, `data:${file.contentType};base64,${base64(file.content)}`),
      html,
    );
}
