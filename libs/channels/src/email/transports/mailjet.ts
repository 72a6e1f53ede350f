// Mailjet (path B): in pieces; it gives the mail a Message-ID of its own and does not tell it, so the signed address carries the thread.
import { byStatus, callVendor, type VendorAnswer } from '../../call-vendor.js';
import { ChannelError } from '../../channel.js';
import { fieldsOf, textOf } from '../../exact-json.js';
import { base64, basic, faultOf, type Letter, type Person, type Transport, threadHeaders } from './transport.js';

const ROOT = 'https://api.mailjet.com';
const box = ({ name, address }: Person) => ({ Email: address, ...(name ? { Name: name } : {}) });

export const mailjet: Transport = {
  async send(context, { key, user, root }, { letter, messageId }) {
    const url = `${root ?? ROOT}/v3.1/send`;
    const headers = { authorization: basic(user, key) };
    await callVendor(context, { url, headers, json: { Messages: [bodyOf(letter)] } }, judge);
    return { externalId: messageId };
  },
  async check(context, { key, user, root }) {
    const headers = { authorization: basic(user, key) };
    await callVendor(context, { url: `${root ?? ROOT}/v3/REST/sender?Limit=1`, headers, repeatable: true });
  },
};

/** What is wrong with a mail stands inside an answer about all mails. */
function judge(answer: VendorAnswer): ChannelError | null {
  const messages = fieldsOf(answer.body)?.Messages;
  const [first] = Array.isArray(messages) ? messages : [];
  const fields = fieldsOf(first);
  if (textOf(fields?.Status ?? null) !== 'error') return byStatus(answer);
  const errors = fields?.Errors;
  const error = fieldsOf(Array.isArray(errors) ? errors[0] : null);
  const words = textOf(error?.ErrorMessage ?? null);
  // send-0008: the sender is not validated.
  const sender = textOf(error?.ErrorCode ?? null) === 'send-0008';
  return new ChannelError(sender ? 'reconnect' : 'drop', faultOf(answer, words));
}

function bodyOf(letter: Letter): object {
  const file = (one: Letter['attachments'][number]) => ({
    ContentType: one.contentType,
    Filename: one.name,
    Base64Content: base64(one.content),
    ...(one.contentId ? { ContentID: one.contentId } : {}),
  });
  return {
    From: box(letter.from),
    To: letter.to.map(box),
    ...(letter.cc.length > 0 ? { Cc: letter.cc.map(box) } : {}),
    ...(letter.bcc.length > 0 ? { Bcc: letter.bcc.map(box) } : {}),
    ReplyTo: { Email: letter.replyTo },
    Subject: letter.subject,
    TextPart: letter.text,
    HTMLPart: letter.html,
    CustomID: letter.messageId,
    TrackOpens: 'disabled',
    TrackClicks: 'disabled',
    Headers: { ...threadHeaders(letter), ...letter.headers },
    Attachments: letter.attachments.filter((one) => !one.contentId).map(file),
    InlinedAttachments: letter.attachments.filter((one) => one.contentId).map(file),
  };
}
