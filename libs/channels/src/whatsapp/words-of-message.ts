// Part of understanding a webhook (path A): what a WhatsApp message says in plain words, and the files that stand in it.
import { escapeHtml } from '../escape-html.js';
import { type Fields, fieldsOf, idOf, listOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { placeWords } from '../place-words.js';

/** What WhatsApp calls the file → its extension, when the type does not tell. */
const MEDIA = { image: 'jpg', video: 'mp4', audio: 'ogg', document: 'bin', sticker: 'webp' };
const EXTENSIONS = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['video/mp4', 'mp4'],
  ['video/3gpp', '3gp'],
  ['audio/ogg', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/amr', 'amr'],
  ['application/pdf', 'pdf'],
]);

/** Body, caption, a button's title, or what stands for them: a place, contacts, an order. Empty when it says nothing. */
export function wordsOf(message: Fields): string {
  const type = textOf(message.type) ?? '';
  const content = fieldsOf(message[type]);
  switch (type) {
    case 'text':
      return textOf(content?.body) ?? '';
    case 'button':
      return textOf(content?.text) ?? textOf(content?.payload) ?? '';
    case 'interactive':
      return interactiveWords(content);
    case 'location':
      return content ? placeWords(placeOf(content)) : '';
    case 'contacts':
      return listOf(message.contacts).map(contactWords).filter(Boolean).join('\n');
    case 'order':
      return orderWords(content);
    default:
      return textOf(content?.caption) ?? '';
  }
}

function interactiveWords(interactive: Fields | null): string {
  const chosen = fieldsOf(interactive?.button_reply) ?? fieldsOf(interactive?.list_reply);
  if (chosen) return textOf(chosen.title) ?? idOf(chosen.id) ?? '';
  const form = fieldsOf(interactive?.nfm_reply);
  if (form) return textOf(form.body) ?? textOf(form.name) ?? '📋';
  const calls = fieldsOf(interactive?.call_permission_reply);
  return calls ? `📞 ${textOf(calls.response) ?? '?'}` : '';
}

const placeOf = (location: Fields) => ({
  title: textOf(location.name),
  address: textOf(location.address),
  latitude: location.latitude,
  longitude: location.longitude,
});

function contactWords(given: unknown): string {
  const contact = fieldsOf(given);
  const name = fieldsOf(contact?.name);
  const listed = (list: unknown, field: string) => listOf(list).map((each) => textOf(fieldsOf(each)?.[field]));
  const ways = [...listed(contact?.phones, 'phone'), ...listed(contact?.emails, 'email')];
  return contact
    ? ['👤', textOf(name?.formatted_name) ?? textOf(name?.first_name), ...ways].filter(Boolean).join(' ')
    : '';
}

function orderWords(order: Fields | null): string {
  const items = listOf(order?.product_items)
    .map(fieldsOf)
    .filter((each) => each !== null);
  const lines = items.map((item) => {
    const price = idOf(item.item_price);
    const cost = price ? `, ${price} ${textOf(item.currency) ?? ''}`.trimEnd() : '';
    return `🛒 ${idOf(item.quantity) ?? '1'} × ${idOf(item.product_retailer_id) ?? '?'}${cost}`;
  });
  return [textOf(order?.text), ...lines].filter(Boolean).join('\n');
}

/** A filled form with its answers; null for all the rest. */
export function htmlOf(message: Fields): string | null {
  const form = fieldsOf(fieldsOf(message.interactive)?.nfm_reply);
  const answers = form ? answersIn(textOf(form.response_json) ?? '') : [];
  if (answers.length === 0) return null;
  const lines = answers.map(([name, value]) => `${escapeHtml(name)}: ${escapeHtml(value)}`);
  return `<p>${escapeHtml(wordsOf(message))}</p><p>${lines.join('<br>')}</p>`;
}

function answersIn(json: string): [string, string][] {
  try {
    const answers = Object.entries(fieldsOf(parseExactly(json)) ?? {});
    return answers
      .filter(([name]) => name !== 'flow_token')
      .map(([name, value]) => [textOf(name) ?? '', textOf(value) ?? textOf(JSON.stringify(value)) ?? '']);
  } catch {
    return [];
  }
}

/** What led to the message: the advertisement or the product it was written from. */
export function quotedOf(message: Fields): string | null {
  const advertisement = fieldsOf(message.referral);
  const product = fieldsOf(fieldsOf(message.context)?.referred_product);
  const said = [
    textOf(advertisement?.headline),
    textOf(advertisement?.body),
    textOf(advertisement?.source_url),
    product && `🛒 ${idOf(product.product_retailer_id) ?? ''}`.trim(),
  ].filter(Boolean);
  return said.length > 0 ? said.join('\n') : null;
}

/** WhatsApp keeps the file; `ref` is the media id. */
export function attachmentsOf(message: Fields): InboundAttachment[] {
  const type = textOf(message.type) ?? '';
  const media = fieldsOf(message[type]);
  const ref = idOf(media?.id);
  if (!media || !ref || !Object.hasOwn(MEDIA, type)) return [];
  const contentType = textOf(media.mime_type) ?? 'application/octet-stream';
  const extension =
    EXTENSIONS.get(contentType.split(';')[0]!.trim().toLowerCase()) ?? MEDIA[type as keyof typeof MEDIA];
  const kind = type === 'audio' && media.voice === true ? 'voice' : type;
  const name = textOf(media.filename) ?? `${kind}-${ref}.${extension}`;
  return [{ name, contentType, size: null, inline: false, contentId: null, kind, ref, content: null }];
}
