// Unisender Go (path B): in pieces; everybody is a recipient, and the head says who is in copy.
import { byStatus, callVendor, type VendorAnswer } from '../../call-vendor.js';
import { ChannelError, type ClientContext } from '../../channel.js';
import { fieldsOf, textOf } from '../../exact-json.js';
import type { TransportSettings } from '../settings-outbound.js';
import {
  base64,
  boxOf,
  faultOf,
  fieldOf,
  type Letter,
  recipientsOf,
  type Transport,
  threadHeaders,
} from './transport.js';

const rootOf = ({ root, region }: TransportSettings): string =>
  root ?? `https://${region === 'go2' ? 'go2' : 'go1'}.unisender.ru/ru/transactional/api/v1`;

export const unisender: Transport = {
  async send(context, settings, { letter, messageId }) {
    const [first] = letter.to;
    await call(context, settings, 'email/send.json', { message: bodyOf(letter) }, (answer) =>
      judge(answer, first?.address ?? ''),
    );
    return { externalId: messageId };
  },
  async check(context, settings) {
    await call(context, settings, 'system/info.json', {}, (answer) => judge(answer, ''), true);
  },
};

function call(
  context: ClientContext,
  settings: TransportSettings,
  path: string,
  json: object,
  judgement: (answer: VendorAnswer) => ChannelError | null,
  repeatable = false,
) {
  const headers = { 'x-api-key': settings.key };
  return callVendor(context, { url: `${rootOf(settings)}/${path}`, headers, json, repeatable }, judgement);
}

/** Numbers: 101 to 114 speak of the key and the account, 204 says that nobody is left to send to. */
function judge(answer: VendorAnswer, recipient: string): ChannelError | null {
  const failed = fieldsOf(fieldsOf(answer.body)?.failed_emails);
  const fate = failed && Object.entries(failed).find(([address]) => address.toLowerCase() === recipient.toLowerCase());
  if (fate) {
    const why = textOf(fate[1]) ?? 'refused';
    return new ChannelError(why === 'temporary_unavailable' ? 'retry' : 'drop', `recipient: ${why}`);
  }
  if (answer.status === 200 && fieldOf(answer, 'status') !== 'error') return null;
  const code = Number(fieldOf(answer, 'code'));
  const reason = faultOf(answer, fieldOf(answer, 'message'));
  if (code >= 101 && code <= 114) return new ChannelError('reconnect', reason);
  if (/domain|from_email|sender/i.test(fieldOf(answer, 'message') ?? '') && answer.status < 500)
    return new ChannelError('reconnect', reason);
  return byStatus(answer) ?? new ChannelError('drop', reason);
}

function bodyOf(letter: Letter): object {
  const file = (one: Letter['attachments'][number]) => ({
    type: one.contentType,
    // A slash in a name is refused.
    name: one.contentId ?? one.name.replaceAll('/', '_'),
    content: base64(one.content),
  });
  const copies = letter.cc.map(boxOf).join(', ');
  return {
    recipients: recipientsOf(letter).map(({ address, name }) => ({
      email: address,
      ...(name ? { substitutions: { to_name: name } } : {}),
    })),
    subject: letter.subject,
    from_email: letter.from.address,
    ...(letter.from.name ? { from_name: letter.from.name } : {}),
    reply_to: letter.replyTo,
    body: { plaintext: letter.text, html: letter.html },
    // Words between braces are the customer's and ours, not variables.
    template_engine: 'none',
    track_links: 0,
    track_read: 0,
    skip_unsubscribe: 1,
    // Comes back with every event.
    global_metadata: { otklik: letter.messageId },
    idempotence_key: letter.messageId.slice(0, 64),
    headers: {
      ...threadHeaders(letter),
      ...letter.headers,
      ...(copies ? { to: letter.to.map(boxOf).join(', '), cc: copies } : {}),
    },
    attachments: letter.attachments.filter((one) => !one.contentId).map(file),
    inline_attachments: letter.attachments.filter((one) => one.contentId).map(file),
  };
}
