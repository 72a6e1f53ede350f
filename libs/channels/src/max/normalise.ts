// Second step of path A for MAX: an update, or the several of one poll, becomes what happened in the conversation.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, numberOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent, InboundSender } from '../inbound-event.js';
import { linkMark, type Mark, markedHtml, tagMark } from '../marked-html.js';
import { contentOf, nameOf } from './attachments.js';

type Reader = (update: Fields, key: string) => InboundEvent;

const READERS: Record<string, Reader> = {
  message_created: readMessage,
  message_edited: readEdit,
  message_removed: (update, key) => {
    const mid = idOf(update.message_id);
    if (!mid) return ignored(key, 'a deletion without its message', update);
    return inGroup(update) ?? told(update, { kind: 'delete', externalId: key, replyTo: mid });
  },
  message_callback: readPress,
  bot_started: (update, key) =>
    told(update, { kind: 'joined', externalId: key, status: 'unblocked', text: textOf(update.payload) ?? '' }),
  bot_stopped: (update, key) => told(update, { kind: 'blocked', externalId: key, status: 'blocked' }),
};

/** What we do not take, and why. */
const NOT_OURS: Record<string, string> = {
  bot_added: 'the bot was added to a group or channel',
  bot_removed: 'the bot was removed from a group or channel',
  user_added: 'a person joined a group',
  user_removed: 'a person left a group',
  chat_title_changed: 'a group changed its name',
  dialog_cleared: 'the person emptied the dialog on their side',
  dialog_removed: 'the person removed the dialog on their side',
  dialog_muted: 'the person muted the dialog',
  dialog_unmuted: 'the person unmuted the dialog',
  message_chat_created: 'a chat was made from a button',
  message_construction_request: 'a bot that builds messages was asked',
  message_constructed: 'a message was built by a bot',
  comment_created: 'a comment in a channel',
  comment_edited: 'a comment in a channel, edited',
  comment_removed: 'a comment in a channel, removed',
};

const TAGS: Record<string, string> = {
  strong: 'b',
  emphasized: 'i',
  underline: 'u',
  strikethrough: 's',
  monospaced: 'code',
  quote: 'blockquote',
  heading: 'b',
  highlighted: 'b',
};

export function normalise(raw: RawInput, _context: NormaliseContext): InboundEvent[] {
  let body: Fields | null;
  try {
    body = fieldsOf(parseExactly(raw.body));
  } catch {
    return [ignored('', 'not JSON')];
  }
  if (!body) return [ignored('', 'not an update of MAX')];
  return (Array.isArray(body.updates) ? body.updates.map(fieldsOf) : [body]).map(readUpdate);
}

function readUpdate(update: Fields | null): InboundEvent {
  // A message by itself is known by the fields that no other has.
  const bare = update && fieldsOf(update.body) && fieldsOf(update.recipient) ? { message: update } : null;
  const type = bare ? 'message_created' : textOf(update?.update_type);
  if (!update || !type) return ignored('', 'not an update of MAX');
  const held: Fields = bare ?? update;
  const names = [idOf(held.chat_id), idOf(held.message_id) ?? midOf(held), senderOf(held).id, idOf(held.timestamp)];
  const key = [type, ...names.filter(Boolean)].join(':');
  try {
    const read = Object.hasOwn(READERS, type) ? READERS[type] : null;
    if (read) return read(held, key);
    const reason = Object.hasOwn(NOT_OURS, type) ? `${type}: ${NOT_OURS[type]}` : `unknown kind of update: ${type}`;
    return ignored(key, reason, held);
  } catch (fault) {
    return ignored(key, `cannot be read: ${(fault as Error).message}`);
  }
}

function readMessage(update: Fields, key: string): InboundEvent {
  const message = fieldsOf(update.message);
  const mid = midOf(update);
  if (!message || !mid) return ignored(key, 'a message without its id', update);
  const refused = refusalOf(message);
  if (refused) return ignored(key, refused, update);
  const sender = senderOf(update);
  const body = fieldsOf(message.body);
  const link = fieldsOf(message.link);
  const words = textOf(body?.text) ?? '';
  const own = contentOf(body, sender.id);
  const passedOn = link?.type === 'forward' ? forwarded(link) : null;
  const text = [words, ...own.lines, ...(passedOn?.lines ?? [])].filter((line) => line !== '').join('\n');
  const attachments = [...own.attachments, ...(passedOn?.attachments ?? [])];
  if (text === '' && attachments.length === 0) return ignored(key, 'nothing to show', update);
  return told(update, {
    kind: 'message',
    externalId: mid,
    sender: { ...sender, phone: own.phone },
    text,
    html: text === words ? markedHtml(words, listOf(body?.markup).map(fieldsOf).map(markOf)) : null,
    attachments,
    replyTo: link?.type === 'reply' ? idOf(fieldsOf(link.message)?.mid) : idOf(body?.reply_to),
  });
}

function readEdit(update: Fields, key: string): InboundEvent {
  const event = readMessage(update, key);
  if (event.kind !== 'message') return event;
  return { ...event, kind: 'edit', externalId: key, replyTo: event.externalId, at: instantOf(update.timestamp) };
}

/** A person's dialog alone is ours; what a bot says there is our own echo. */
function refusalOf(message: Fields): string | null {
  const type = textOf(fieldsOf(message.recipient)?.chat_type);
  if (type !== null && type !== 'dialog') return `not a dialog: ${type}`;
  const sender = fieldsOf(message.sender);
  if (sender?.is_bot === true) return 'written by a bot, ours or another';
  return idOf(sender?.user_id) ? null : 'a message without its sender';
}

/** The words and files of a forwarded message, under the name of who wrote it. */
function forwarded(link: Fields): { lines: string[]; attachments: InboundEvent['attachments'] } {
  const body = fieldsOf(link.message);
  const author = fieldsOf(link.sender);
  const { lines, attachments } = contentOf(body, '');
  // A channel has no author.
  const words = [author && nameOf(author), textOf(body?.text)].filter(Boolean).join(': ');
  return { lines: [`↪ ${words}`.trim(), ...lines], attachments };
}

function readPress(update: Fields, key: string): InboundEvent {
  const callback = fieldsOf(update.callback);
  const callbackId = idOf(callback?.callback_id);
  const data = textOf(callback?.payload);
  if (!callback || !callbackId) return ignored(key, 'a pressed button without its id', update);
  if (!data) return ignored(key, 'a button that is not ours', update);
  const at = instantOf(callback.timestamp ?? update.timestamp);
  const button = { data, callbackId };
  return told(update, { kind: 'button', externalId: `callback:${callbackId}`, button, at, replyTo: midOf(update) });
}

function markOf(mark: Fields | null): Mark | null {
  const start = numberOf(mark?.from);
  const end = start + numberOf(mark?.length);
  const type = textOf(mark?.type) ?? '';
  if (type === 'link') return linkMark(textOf(mark?.url) ?? '', start, end);
  return Object.hasOwn(TAGS, type) ? tagMark(TAGS[type]!, start, end) : null;
}

const midOf = (update: Fields): string | null => idOf(fieldsOf(fieldsOf(update.message)?.body)?.mid);

/** Groups are counted below zero. */
const inGroup = (update: Fields): InboundEvent | null =>
  (idOf(update.chat_id) ?? '').startsWith('-')
    ? ignored(`removed:${idOf(update.message_id)}`, 'in a group', update)
    : null;

/** The dialog; MAX leaves it out of some pressed buttons, where only the person is told. */
function conversationOf(update: Fields): string {
  const message = fieldsOf(update.message);
  return idOf(update.chat_id) ?? idOf(fieldsOf(message?.recipient)?.chat_id) ?? senderOf(update).id;
}

/** Who did it: who pressed, who wrote, or whom the news is about. */
function senderOf(update: Fields): InboundSender {
  const person =
    fieldsOf(fieldsOf(update.callback)?.user) ?? fieldsOf(fieldsOf(update.message)?.sender) ?? fieldsOf(update.user);
  const id = idOf(person?.user_id) ?? idOf(update.user_id) ?? '';
  return { id, name: person && nameOf(person), username: textOf(person?.username), phone: null };
}

/** Milliseconds since 1970 → ISO. */
function instantOf(milliseconds: unknown): string | null {
  const value = numberOf(milliseconds);
  return value > 0 && value < 8.64e15 ? new Date(value).toISOString() : null;
}

function told(update: Fields, known: Partial<InboundEvent> & Pick<InboundEvent, 'kind' | 'externalId'>): InboundEvent {
  return eventWith({
    conversation: conversationOf(update),
    sender: senderOf(update),
    at: instantOf(fieldsOf(update.message)?.timestamp ?? update.timestamp),
    language: textOf(update.user_locale),
    ...known,
  });
}

function ignored(externalId: string, reason: string, update: Fields = {}): InboundEvent {
  const text = textOf(fieldsOf(fieldsOf(update.message)?.body)?.text) ?? '';
  return told(update, { kind: 'ignored', externalId, reason, text });
}
