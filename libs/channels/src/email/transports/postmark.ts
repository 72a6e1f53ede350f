// Postmark (path B): in pieces; it keeps our Message-ID when told to, and says by numbers what is wrong.
import { byStatus, callVendor, type VendorAnswer } from '../../call-vendor.js';
import { ChannelError } from '../../channel.js';
import { base64, boxOf, faultOf, fieldOf, type Letter, type Transport, threadHeaders } from './transport.js';

const ROOT = 'https://api.postmarkapp.com';
/** Numbers that speak of our account: token, sender signature, approval, server, payment. */
const OURS = new Set(['10', '400', '401', '402', '405', '412', '413', '500', '501', '505', '603']);

export const postmark: Transport = {
  async send(context, { key, root }, { letter, messageId }) {
    const url = `${root ?? ROOT}/email`;
    await callVendor(context, { url, headers: { 'x-postmark-server-token': key }, json: bodyOf(letter) }, judge);
    return { externalId: messageId };
  },
  async check(context, { key, root }) {
    const headers = { 'x-postmark-server-token': key };
    await callVendor(context, { url: `${root ?? ROOT}/server`, headers, repeatable: true }, judge);
  },
};

function judge(answer: VendorAnswer): ChannelError | null {
  const code = fieldOf(answer, 'ErrorCode');
  if (answer.status === 200 && (code === null || code === '0')) return null;
  const reason = faultOf(answer, fieldOf(answer, 'Message'));
  if (answer.status === 422 || answer.status === 200)
    return new ChannelError(code !== null && OURS.has(code) ? 'reconnect' : 'drop', reason);
  return byStatus(answer);
}

function bodyOf(letter: Letter): object {
  const headers = {
    'Message-ID': `<${letter.messageId}>`,
    'X-PM-KeepID': 'true',
    ...threadHeaders(letter),
    ...letter.headers,
  };
  return {
    From: boxOf(letter.from),
    To: letter.to.map(boxOf).join(', '),
    ...(letter.cc.length > 0 ? { Cc: letter.cc.map(boxOf).join(', ') } : {}),
    ...(letter.bcc.length > 0 ? { Bcc: letter.bcc.map(boxOf).join(', ') } : {}),
    ReplyTo: letter.replyTo,
    Subject: letter.subject,
    TextBody: letter.text,
    HtmlBody: letter.html,
    // Comes back with every event.
    Metadata: { otklik: letter.messageId },
    TrackOpens: false,
    TrackLinks: 'None',
    Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
    Attachments: letter.attachments.map((file) => ({
      Name: file.name,
      ContentType: file.contentType,
      Content: base64(file.content),
      ...(file.contentId ? { ContentID: `cid:${file.contentId}` } : {}),
    })),
  };
}
