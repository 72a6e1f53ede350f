// Path B for WhatsApp: a message becomes the calls of the Cloud API that say it, in order.
import { cardAsText } from '../card-words.js';
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { linksOf, richOf, shortened } from '../meta/words.js';
import { splitText } from '../split-text.js';
import { markedPieces } from './marked-text.js';

export const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_BODY = 1024;
const MAX_FOOTER = 60;
const MOST_BUTTONS = 3;
const MOST_ROWS = 10;
const MAX_BUTTON = 20;
const MAX_ROW = 24;
const MEGABYTE = 1024 * 1024;

type MediaKind = 'image' | 'video' | 'audio' | 'document';
/** What client.send reads. */
export type Call =
  | { kind: 'message'; fields: Record<string, unknown> }
  /** The part's file is uploaded first, and then sent by its id. */
  | { kind: 'media'; media: MediaKind; caption: string; context: string | null }
  | { kind: 'template'; name: string; language: string; params: string[] };

export function render(message: OutboundMessage): Part[] {
  if (message.template) return [{ payload: { kind: 'template', ...message.template } satisfies Call, files: [] }];
  const files = message.files.map((file) => ({ file, media: mediaOf(file) }));
  const pieces = [...markedPieces(richOf(message), MAX_TEXT), ...linksOf(message, (file) => mediaOf(file) !== null)];
  const going = files.filter((each): each is { file: OutboundFile; media: MediaKind } => each.media !== null);
  const [only = ''] = pieces.length === 1 ? pieces : [];
  const caption = going[0] && going[0].media !== 'audio' && only.length <= MAX_CAPTION ? only : '';
  const calls: { call: Call; files: OutboundFile[] }[] = [];
  for (const body of caption ? [] : pieces) calls.push({ call: textCall(body), files: [] });
  for (const [at, { file, media }] of going.entries())
    calls.push({ call: { kind: 'media', media, caption: at === 0 ? caption : '', context: null }, files: [file] });
  if (message.card) for (const call of cardCalls(message.card, message.locale)) calls.push({ call, files: [] });
  answer(calls[0]?.call, message.replyToExternalId);
  return calls.map(({ call, files }) => ({ payload: call, files }));
}

/** Only the first part stands under the message that it answers. */
function answer(call: Call | undefined, externalId: string | null): void {
  if (!call || !externalId?.startsWith('wamid.')) return;
  if (call.kind === 'message') call.fields.context = { message_id: externalId };
  else if (call.kind === 'media') call.context = externalId;
}

const HEARD = ['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/amr', 'audio/ogg'];
const SEEN = ['image/jpeg', 'image/png'];
const WATCHED = ['video/mp4', 'video/3gpp'];
/** What an upload takes besides; of anything else the customer gets a link. */
const READ =
  /^(?:application\/(?:pdf|msword|vnd\.ms-(?:excel|powerpoint)|vnd\.openxmlformats-officedocument\..+)|text\/plain|image\/webp)$/;

/** A picture or a sound that is too large still goes as a document. Null: WhatsApp takes no such file. */
function mediaOf({ contentType, size, link }: OutboundFile): MediaKind | null {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (SEEN.includes(type) && size <= 5 * MEGABYTE) return 'image';
  if (WATCHED.includes(type) && size <= 16 * MEGABYTE) return 'video';
  if (HEARD.includes(type) && size <= 16 * MEGABYTE) return 'audio';
  const taken = READ.test(type) || [...SEEN, ...WATCHED, ...HEARD].includes(type);
  return taken || !link ? 'document' : null;
}

const textCall = (body: string): Call => ({
  kind: 'message',
  fields: { type: 'text', text: { body, preview_url: /https?:\/\//.test(body) } },
});

function cardCalls(card: Card, locale: string): Call[] {
  const few = card.buttons.length > 0 && card.buttons.length <= MOST_BUTTONS;
  if (!few && (card.buttons.length === 0 || card.buttons.length > MOST_ROWS))
    return splitText(cardAsText(card), MAX_TEXT).map(textCall);
  const footer = card.footer?.trim() ?? '';
  const below = footer !== '' && footer.length <= MAX_FOOTER;
  const words = [card.text.trim(), below ? '' : footer].filter(Boolean).join('\n\n');
  const pieces = splitText(words, MAX_BODY);
  const interactive = {
    type: few ? 'button' : 'list',
    body: { text: pieces.pop() },
    ...(below ? { footer: { text: footer } } : {}),
    action: few ? { buttons: buttonsOf(card) } : { button: chooseIn(locale), sections: [{ rows: rowsOf(card) }] },
  };
  return [...pieces.map(textCall), { kind: 'message', fields: { type: 'interactive', interactive } }];
}

const buttonsOf = (card: Card) =>
  card.buttons.map(({ label, data }) => ({ type: 'reply', reply: { id: data, title: shortened(label, MAX_BUTTON) } }));

/** A title that had to be cut is told in full below it. */
const rowsOf = (card: Card) =>
  card.buttons.map(({ label, data }) => ({
    id: data,
    title: shortened(label, MAX_ROW),
    ...(label.length > MAX_ROW ? { description: shortened(label, 72) } : {}),
  }));

/** The words on the button that opens the list. */
const chooseIn = (locale: string): string =>
  locale.startsWith('ru') ? 'Выбрать' : locale.startsWith('bg') ? 'Избор' : 'Choose';
