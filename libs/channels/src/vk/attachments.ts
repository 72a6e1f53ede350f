// Part of understanding an event (path A): the files that stand in a VK message, and the words for what is no file.
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { placeWords } from '../place-words.js';

/** What one attachment is: a file to fetch, a line of words, or both. */
interface Told {
  file: InboundAttachment;
  line: string | null;
}

const TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  gif: 'image/gif',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  zip: 'application/zip',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
/** Forwarded messages hold forwarded messages; nobody reads deeper. */
const DEEPEST = 5;
const MOST_FORWARDED = 100;

/** A message with what it forwards, unfolded: its files, and its words line by line. */
export function contentOf(message: Fields): { text: string; attachments: InboundAttachment[] } {
  const lines: string[] = [];
  const attachments: InboundAttachment[] = [];
  let forwarded = 0;
  const read = (one: Fields, depth: number) => {
    const own = [unescaped(textOf(one.text) ?? '')];
    for (const each of listOf(one.attachments)) {
      const told = toldOf(fieldsOf(each));
      if (told?.line) own.push(unescaped(told.line));
      if (told) attachments.push(told.file);
    }
    const place = fieldsOf(one.geo);
    if (place) {
      const spot = fieldsOf(place.coordinates);
      const title = unescaped(textOf(fieldsOf(place.place)?.title) ?? '');
      own.push(placeWords({ title, latitude: spot?.latitude, longitude: spot?.longitude }));
      attachments.push(thing('geo'));
    }
    const words = own.filter((line) => line !== '').join('\n');
    if (depth === 0) lines.push(words);
    else lines.push(`↪ vk.com/${profile(one.from_id)}${words ? `: ${words}` : ''}`);
    if (depth === DEEPEST) return;
    for (const each of listOf(one.fwd_messages).map(fieldsOf)) {
      if (each && ++forwarded <= MOST_FORWARDED) read(each, depth + 1);
    }
  };
  read(message, 0);
  return { text: lines.filter((line) => line !== '').join('\n'), attachments };
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** VK escapes what people write as if it were for a page. */
const unescaped = (words: string): string => words.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name]!);

/** The page of a person (`id5001`) or of a community (`club229`). */
export function profile(id: unknown): string {
  const name = idOf(id) ?? '0';
  return name.startsWith('-') ? `club${name.slice(1)}` : `id${name}`;
}

function toldOf(attachment: Fields | null): Told | null {
  const type = textOf(attachment?.type);
  if (!type) return null;
  const held = fieldsOf(attachment?.[type]) ?? {};
  const read = Object.hasOwn(READERS, type) ? READERS[type] : null;
  return read ? read(held, type) : { file: thing(type), line: `📎 ${type}` };
}

type Reader = (held: Fields, type: string) => Told;

const words =
  (tell: (held: Fields) => (string | null | undefined)[]): Reader =>
  (held, type) => ({ file: thing(type), line: tell(held).filter(Boolean).join(' ') });

const READERS: Record<string, Reader> = {
  photo: (photo) => ({
    file: kept('photo', `${nameOf('photo', photo)}.jpg`, 'image/jpeg', null, largestUrl(photo)),
    line: null,
  }),
  doc: (doc) => {
    const extension = textOf(doc.ext)?.toLowerCase() ?? '';
    const title = textOf(doc.title) ?? `${nameOf('doc', doc)}.${extension}`;
    const name = extension && !title.toLowerCase().endsWith(`.${extension}`) ? `${title}.${extension}` : title;
    const contentType = TYPES[extension] ?? 'application/octet-stream';
    return { file: kept('document', name, contentType, Number(doc.size) || null, textOf(doc.url)), line: null };
  },
  audio_message: (voice) => {
    const [ogg, mp3] = [textOf(voice.link_ogg), textOf(voice.link_mp3)];
    const [extension, contentType] = ogg ? ['ogg', 'audio/ogg'] : ['mp3', 'audio/mpeg'];
    const said = textOf(voice.transcript);
    return {
      file: kept('voice', `${nameOf('voice', voice)}.${extension}`, contentType, null, ogg ?? mp3),
      line: said && `🎤 ${said}`,
    };
  },
  sticker: (sticker) => ({
    file: kept('sticker', `sticker-${idOf(sticker.sticker_id) ?? ''}.png`, 'image/png', null, largestUrl(sticker)),
    line: null,
  }),
  graffiti: (drawn) => ({
    file: kept('graffiti', `${nameOf('graffiti', drawn)}.png`, 'image/png', null, textOf(drawn.url)),
    line: null,
  }),
  video: words((video) => ['🎬', textOf(video.title), pageOf('video', video)]),
  video_message: words((video) => ['🎬', textOf(video.title), pageOf('video', video)]),
  audio: words((audio) => ['🎵', [audio.artist, audio.title].map(textOf).filter(Boolean).join(' — ')]),
  podcast: words((podcast) => ['🎵', textOf(podcast.title)]),
  link: words((link) => ['🔗', textOf(link.title), textOf(link.url)]),
  article: words((article) => ['🔗', textOf(article.title), textOf(article.view_url) ?? textOf(article.url)]),
  wall: words((post) => ['📄', textOf(post.text), pageOf('wall', post)]),
  wall_reply: words((reply) => ['💬', textOf(reply.text)]),
  market: words((item) => ['🛒', textOf(item.title), textOf(fieldsOf(item.price)?.text), pageOf('product', item)]),
  market_album: words((album) => ['🛒', textOf(album.title)]),
  poll: words((poll) => [`📊 ${textOf(poll.question) ?? ''}\n${bullets(poll.answers)}`]),
  story: words((story) => ['📖', pageOf('story', story)]),
  gift: words(() => ['🎁']),
  call: words(() => ['📞']),
  event: words((event) => ['📅', textOf(event.text)]),
};

function kept(
  kind: string,
  name: string,
  contentType: string,
  size: number | null,
  ref: string | null,
): InboundAttachment {
  return { name, contentType, size, inline: false, contentId: null, kind, ref, content: null };
}

/** No file: the words tell it. */
const thing = (kind: string): InboundAttachment => kept(kind, kind, '', null, null);

const nameOf = (kind: string, held: Fields): string =>
  [kind, idOf(held.owner_id), idOf(held.id)].filter(Boolean).join('-').replaceAll('--', '-');

function pageOf(kind: string, held: Fields): string | null {
  const owner = idOf(held.owner_id) ?? idOf(held.to_id) ?? idOf(held.from_id);
  const id = idOf(held.id);
  return owner && id ? `https://vk.com/${kind}${owner}_${id}` : null;
}

const bullets = (list: unknown): string =>
  listOf(list)
    .map((each) => `• ${textOf(fieldsOf(each)?.text) ?? ''}`)
    .join('\n');

/** Of the sizes of a photo or sticker, the widest. */
function largestUrl(held: Fields): string | null {
  const sizes = [held.orig_photo, ...listOf(held.sizes), ...listOf(held.images)].map(fieldsOf);
  let best: Fields | null = null;
  for (const size of sizes) {
    if (size && textOf(size.url) && (best === null || Number(size.width) > Number(best.width))) best = size;
  }
  return textOf(best?.url);
}
