// Part of understanding a `messaging` item (path A): the files that stand in it, and words for what is no file.
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { placeWords } from '../place-words.js';

/** What Meta calls it → extension and type, when the address does not tell. */
const KINDS = new Map<string, [extension: string, contentType: string]>([
  ['image', ['jpg', 'image/jpeg']],
  ['video', ['mp4', 'video/mp4']],
  ['audio', ['mp4', 'audio/mp4']],
  ['file', ['bin', 'application/octet-stream']],
  ['animated_image', ['gif', 'image/gif']],
  ['ig_reel', ['mp4', 'video/mp4']],
  ['reel', ['mp4', 'video/mp4']],
]);
const TYPES = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['mp4', 'video/mp4'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['ogg', 'audio/ogg'],
  ['pdf', 'application/pdf'],
]);
/** A link, a place, a thing with buttons: the words tell it, and there is nothing to fetch. */
const THINGS = new Set(['fallback', 'location', 'template']);

/** Meta keeps the files at addresses that end one day; `ref` is the address. */
export function attachmentsOf(list: unknown[], mid: string): InboundAttachment[] {
  return list.flatMap((each, at) => {
    const attachment = fieldsOf(each);
    const payload = fieldsOf(attachment?.payload);
    const kind = textOf(attachment?.type) ?? 'file';
    const picture = pictureOf(payload);
    if (THINGS.has(kind) && !picture) return [thing(kind, textOf(attachment?.title))];
    const url = picture ?? textOf(payload?.url);
    return url ? [file(kind, url, `${mid}-${at}`)] : [];
  });
}

const thing = (kind: string, title: string | null): InboundAttachment => ({
  name: title ?? kind,
  contentType: '',
  size: null,
  inline: false,
  contentId: null,
  kind,
  ref: null,
  content: null,
});

function file(kind: string, url: string, key: string): InboundAttachment {
  const path = /^https?:\/\/[^/]+\/([^?#]*)/.exec(url)?.[1] ?? '';
  const last = decoded(path.split('/').at(-1) ?? '');
  const [, given] = /\.([a-z0-9]{2,5})$/i.exec(last) ?? [];
  const [extension, contentType] = KINDS.get(kind) ?? ['', ''];
  const known = TYPES.get(given?.toLowerCase() ?? '');
  // A sound in an mp4 is told by the kind, not by its name.
  const type = kind === 'audio' && known === 'video/mp4' ? 'audio/mp4' : (known ?? contentType);
  const short = key.replace(/[^\w-]+/g, '').slice(-24);
  const named =
    kind === 'file' && given ? last : `${kind}-${short}${given ? `.${given}` : extension && `.${extension}`}`;
  // Without a type the server's own word counts.
  return { name: named, contentType: type, size: null, inline: false, contentId: null, kind, ref: url, content: null };
}

function decoded(name: string): string {
  try {
    return textOf(decodeURIComponent(name)) ?? '';
  } catch {
    return name;
  }
}

/** The picture of a product that was shared. */
function pictureOf(payload: Fields | null): string | null {
  return textOf(elementsOf(payload)[0]?.image_url);
}

const elementsOf = (payload: Fields | null): Fields[] =>
  listOf(fieldsOf(payload?.product)?.elements ?? payload?.elements)
    .map(fieldsOf)
    .filter((each) => each !== null);

/** For a message that has no text of its own; empty when files say it all. */
export function wordsOfAttachments(list: unknown[]): string {
  return list
    .map((each) => wordsOf(fieldsOf(each)))
    .filter(Boolean)
    .join('\n');
}

function wordsOf(attachment: Fields | null): string {
  const payload = fieldsOf(attachment?.payload);
  const title = textOf(attachment?.title) ?? textOf(payload?.title);
  const url = textOf(attachment?.url) ?? textOf(attachment?.URL) ?? textOf(payload?.url);
  switch (textOf(attachment?.type)) {
    case 'location': {
      const place = fieldsOf(payload?.coordinates);
      return placeWords({ title, latitude: place?.lat, longitude: place?.long });
    }
    case 'fallback':
      return ['🔗', title, url].filter(Boolean).join(' ');
    case 'template':
      return templateWords(payload);
    case 'share':
    case 'ig_post':
    case 'ig_reel':
    case 'reel':
      return title ? `🔗 ${title}` : '';
    case 'story_mention':
    case 'ig_story':
      return '📣 story';
    default:
      return '';
  }
}

function templateWords(payload: Fields | null): string {
  const words = elementsOf(payload).map((element) =>
    ['🛒', textOf(element.title), textOf(element.subtitle), idOf(element.retailer_id)].filter(Boolean).join(' '),
  );
  const buttons = listOf(payload?.buttons).map((each) => {
    const button = fieldsOf(each);
    return ['🔗', textOf(button?.title), textOf(button?.url)].filter(Boolean).join(' ');
  });
  const intro = textOf(payload?.text) ?? textOf(payload?.intro_message);
  const all = [intro, ...words, ...buttons].filter(Boolean);
  return all.length > 0 ? all.join('\n') : `📋 ${textOf(payload?.template_type) ?? 'template'}`;
}
