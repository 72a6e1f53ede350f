// Second step of path A for Viber: one callback becomes what happened in the conversation.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundAttachment, InboundEvent, InboundSender } from '../inbound-event.js';
import { placeWords } from '../place-words.js';
import { pressedData } from './buttons.js';

type Reader = (callback: Fields, key: string) => InboundEvent;

const receipt =
  (status: string): Reader =>
  (callback, key) => {
    const token = idOf(callback.message_token);
    if (!token) return ignored(key, 'a receipt without its message', callback);
    const reason = textOf(callback.desc);
    return told(callback, { kind: 'receipt', externalId: key, status, replyTo: token, reason });
  };

const READERS: Record<string, Reader> = {
  message: readMessage,
  delivered: receipt('delivered'),
  seen: receipt('read'),
  failed: receipt('failed'),
  subscribed: (callback, key) => told(callback, { kind: 'joined', externalId: key, status: 'unblocked' }),
  unsubscribed: (callback, key) => told(callback, { kind: 'blocked', externalId: key, status: 'blocked' }),
  // The chat was opened, nothing was asked: `context` is what the link to it carried.
  conversation_started: (callback, key) =>
    told(callback, { kind: 'joined', externalId: key, text: textOf(callback.context) ?? '' }),
};

/** What we do not take, and why. */
const NOT_OURS: Record<string, string> = {
  webhook: 'Viber tries our address',
  action: 'a button that opens a page was pressed',
  client_status: 'whether the person’s Viber is online',
};

export function normalise(raw: RawInput, _context: NormaliseContext): InboundEvent[] {
  let callback: Fields | null;
  try {
    callback = fieldsOf(parseExactly(raw.body));
  } catch {
    return [ignored('', 'not JSON')];
  }
  // A message by itself is known by the fields that no other has.
  const type =
    textOf(callback?.event) ?? (fieldsOf(callback?.message) && fieldsOf(callback?.sender) ? 'message' : null);
  if (!callback || !type) return [ignored('', 'not a callback of Viber')];
  // Receipts carry the number of our message: the person tells the several of one apart.
  const key = [type, idOf(callback.message_token) ?? idOf(callback.timestamp), idOf(callback.user_id)]
    .filter(Boolean)
    .join(':');
  try {
    const read = Object.hasOwn(READERS, type) ? READERS[type] : null;
    if (read) return [read(callback, key)];
    const reason = Object.hasOwn(NOT_OURS, type) ? `${type}: ${NOT_OURS[type]}` : `unknown kind of callback: ${type}`;
    return [ignored(key, reason, callback)];
  } catch (fault) {
    return [ignored(key, `cannot be read: ${(fault as Error).message}`)];
  }
}

function readMessage(callback: Fields, key: string): InboundEvent {
  const message = fieldsOf(callback.message);
  const token = idOf(callback.message_token);
  if (!message || !token) return ignored(key, 'a message without its number', callback);
  if (senderOf(callback).id === '') return ignored(key, 'a message without its sender', callback);
  if (textOf(callback.chat_id)) return ignored(key, 'a chat of many people', callback);
  const said = textOf(message.text) ?? '';
  const data = pressedData(said);
  if (data !== null) return told(callback, { kind: 'button', externalId: token, button: { data, callbackId: '' } });
  const { line, attachment } = contentOf(message);
  const text = [said, line].filter(Boolean).join('\n');
  if (text === '' && !attachment)
    return ignored(key, `nothing to show: ${textOf(message.type) ?? 'no type'}`, callback);
  return told(callback, { kind: 'message', externalId: token, text, attachments: attachment ? [attachment] : [] });
}

/** What a message holds beside its words. */
function contentOf(message: Fields): { line: string | null; attachment: InboundAttachment | null } {
  const media = textOf(message.media);
  const file = (kind: string, name: string, contentType: string) => {
    const attachment = kept(kind, textOf(message.file_name) ?? name, contentType, media);
    return { line: null, attachment: { ...attachment, size: Number(message.size ?? message.file_size) || null } };
  };
  switch (textOf(message.type)) {
    case 'text':
      return { line: null, attachment: null };
    case 'picture':
      return file('picture', 'picture.jpg', 'image/jpeg');
    case 'video':
      return file('video', 'video.mp4', 'video/mp4');
    case 'file':
      return file('file', 'file', '');
    case 'sticker': {
      const name = `sticker-${idOf(message.sticker_id) ?? ''}.png`;
      return { line: media ? null : '🙂', attachment: kept('sticker', name, 'image/png', media) };
    }
    case 'contact': {
      const contact = fieldsOf(message.contact);
      const words = ['👤', textOf(contact?.name), textOf(contact?.phone_number)].filter(Boolean).join(' ');
      return { line: words, attachment: kept('contact', 'contact', '', null) };
    }
    case 'url':
      return { line: media, attachment: kept('url', 'url', '', null) };
    case 'location': {
      const place = fieldsOf(message.location);
      const line = placeWords({ latitude: place?.lat, longitude: place?.lon });
      return { line, attachment: kept('location', 'location', '', null) };
    }
    default:
      return { line: message.type === undefined ? null : `📎 ${textOf(message.type) ?? ''}`, attachment: null };
  }
}

const kept = (kind: string, name: string, contentType: string, ref: string | null): InboundAttachment => ({
  name,
  contentType,
  size: null,
  inline: false,
  contentId: null,
  kind,
  ref,
  content: null,
});

function senderOf(callback: Fields): InboundSender {
  const person = fieldsOf(callback.sender) ?? fieldsOf(callback.user);
  const id = idOf(person?.id) ?? idOf(callback.user_id) ?? '';
  return { id, name: textOf(person?.name), username: null, phone: null };
}

function told(
  callback: Fields,
  known: Partial<InboundEvent> & Pick<InboundEvent, 'kind' | 'externalId'>,
): InboundEvent {
  const sender = senderOf(callback);
  const at = Number(callback.timestamp);
  return eventWith({
    conversation: sender.id,
    sender,
    at: at > 0 && at < 8.64e15 ? new Date(at).toISOString() : null,
    language: textOf((fieldsOf(callback.sender) ?? fieldsOf(callback.user))?.language),
    ...known,
  });
}

function ignored(externalId: string, reason: string, callback: Fields = {}): InboundEvent {
  const text = textOf(fieldsOf(callback.message)?.text) ?? '';
  return told(callback, { kind: 'ignored', externalId, reason, text });
}
