// SendGrid (path B): in pieces; our Message-ID goes as a header of ours and stays.
import { callVendor } from '../../call-vendor.js';
import { base64, type Letter, type Person, type Transport, threadHeaders } from './transport.js';

const ROOT = 'https://api.sendgrid.com';
const box = ({ name, address }: Person) => ({ email: address, ...(name ? { name } : {}) });

export const sendgrid: Transport = {
  async send(context, { key, root }, { letter, messageId }) {
    await callVendor(context, {
      url: `${root ?? ROOT}/v3/mail/send`,
      headers: { authorization: `Bearer ${key}` },
      json: bodyOf(letter),
    });
    return { externalId: messageId };
  },
  async check(context, { key, root }) {
    const headers = { authorization: `Bearer ${key}` };
    await callVendor(context, { url: `${root ?? ROOT}/v3/scopes`, headers, repeatable: true });
  },
};

function bodyOf(letter: Letter): object {
  const { cc, bcc } = distinct(letter);
  return {
    personalizations: [
      {
        to: letter.to.map(box),
        ...(cc.length > 0 ? { cc: cc.map(box) } : {}),
        ...(bcc.length > 0 ? { bcc: bcc.map(box) } : {}),
      },
    ],
    from: box(letter.from),
    reply_to: { email: letter.replyTo },
    subject: letter.subject,
    content: [
      { type: 'text/plain', value: letter.text },
      { type: 'text/html', value: letter.html },
    ],
    // Comes back with every event, whatever Message-ID the mail got.
    custom_args: { otklik: letter.messageId },
    headers: { 'Message-ID': `<${letter.messageId}>`, ...threadHeaders(letter), ...letter.headers },
    // Links rewritten by a tracker are neither ours nor trusted; surveys carry their own.
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    ...(letter.attachments.length > 0
      ? {
          attachments: letter.attachments.map((file) => ({
            filename: file.name,
            type: file.contentType,
            content: base64(file.content),
            disposition: file.contentId ? 'inline' : 'attachment',
            ...(file.contentId ? { content_id: file.contentId } : {}),
          })),
        }
      : {}),
  };
}

/** It refuses an address that stands twice. */
function distinct({ to, cc, bcc }: Letter): { cc: Person[]; bcc: Person[] } {
  const seen = new Set(to.map((one) => one.address.toLowerCase()));
  const fresh = (list: Person[]) =>
    list.filter(({ address }) => {
      const key = address.toLowerCase();
      return !seen.has(key) && Boolean(seen.add(key));
    });
  return { cc: fresh(cc), bcc: fresh(bcc) };
}
