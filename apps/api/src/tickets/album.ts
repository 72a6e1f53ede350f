// The rules of an album, pure: pictures sent together are one message to people, and several to the channel.
import type { Message, StoredFileRef } from './message.store.js';

/** Parts of one album come within this time of each other, by the sender's side. */
export const ALBUM_MS = 60_000;

type Joined = Pick<Message, 'text' | 'html' | 'files' | 'album'>;

export interface AlbumPart {
  externalId: string;
  text: string;
  html: string | null;
  files: StoredFileRef[];
}

export function firstPart(id: string, part: AlbumPart): NonNullable<Message['album']> {
  return { id, parts: [record(part)] };
}

/** The message with one more part: its files at the end, its words under the others. */
export function joinPart(message: Joined, part: AlbumPart): Joined {
  const { id, parts } = message.album!;
  return {
    text: lines(message.text, part.text, '\n'),
    html: message.html || part.html ? lines(htmlOf(message), htmlOf(part), '<br>') : null,
    files: [...message.files, ...part.files],
    album: { id, parts: [...parts, record(part)] },
  };
}

/** One part has other words now; the words of the others stay. */
export function editPart(message: Joined, externalId: string, words: { text: string; html: string | null }): Joined {
  const { id, parts } = message.album!;
  const old = parts.find((part) => part.externalId === externalId)?.text ?? '';
  const alone = parts.every((part) => part.text === '' || part.externalId === externalId);
  const next = parts.map((part) => (part.externalId === externalId ? { ...part, text: words.text } : part));
  return {
    text:
      old !== '' && message.text.includes(old)
        ? message.text.replace(old, () => words.text)
        : lines(message.text, words.text, '\n'),
    html: alone ? words.html : null,
    files: message.files,
    album: { id, parts: next },
  };
}

/** The message without one part; null when nothing is left of it. */
export function removePart(message: Joined, externalId: string): Joined | null {
  const { id, parts } = message.album!;
  const gone = parts.find((part) => part.externalId === externalId);
  const left = parts.filter((part) => part !== gone);
  if (!gone || left.length === 0) return null;
  return {
    text:
      gone.text === ''
        ? message.text
        : message.text
            .replace(gone.text, '')
            .replace(/^\n+|\n+$/g, '')
            .replace(/\n{2,}/g, '\n'),
    html: gone.text === '' ? message.html : null,
    files: message.files.filter((file) => !gone.fileIds.includes(file.id)),
    album: { id, parts: left },
  };
}

const record = ({ externalId, text, files }: AlbumPart) => ({
  externalId,
  text,
  fileIds: files.map((file) => file.id),
});
const lines = (a: string, b: string, between: string) => [a, b].filter((words) => words !== '').join(between);
const htmlOf = ({ text, html }: { text: string; html: string | null }) =>
  html ??
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!).replaceAll('\n', '<br>');
