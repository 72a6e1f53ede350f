// Second step of path A for Telegram: one update of the Bot API becomes what happened in the conversation.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent, InboundSender } from '../inbound-event.js';
import { attachmentsOf } from './attachments.js';
import { botIdOf } from './settings.js';
import { htmlOf, wordsOf } from './words-of-message.js';

/** Every update but our own echo yields exactly one event; what we do not take is `ignored` with the reason. */
export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  let update: Fields | null;
  try {
    update = fieldsOf(parseExactly(raw.body));
  } catch {
    return [ignored('', 'not JSON')];
  }
  const updateId = idOf(update?.update_id);
  if (!update || !updateId) return [ignored('', 'not an update of the Bot API')];
  try {
    const event = readUpdate(update, `update:${updateId}`, botIdOf(context.config));
    return event ? [event] : [];
  } catch (fault) {
    return [ignored(`update:${updateId}`, `cannot be read: ${(fault as Error).message}`)];
  }
}

function readUpdate(update: Fields, key: string, botId: string | null): InboundEvent | null {
  const message = fieldsOf(update.message);
  if (message) return readMessage(message, key, botId);
  const edited = fieldsOf(update.edited_message);
  if (edited) return readEdit(edited, key, botId);
  const pressed = fieldsOf(update.callback_query);
  if (pressed) return readPress(pressed, key);
  const membership = fieldsOf(update.my_chat_member);
  if (membership) return readMembership(membership, key);
  const reaction = fieldsOf(update.message_reaction);
  if (reaction) return readReaction(reaction, key);
  const kind = Object.keys(update).find((name) => name !== 'update_id');
  return ignored(key, kind ? `unknown kind of update: ${kind}` : 'an empty update');
}

function readMessage(message: Fields, key: string, botId: string | null): InboundEvent | null {
  const chat = privateChat(message);
  if (!chat.id) return ignored(key, chat.reason);
  const from = fieldsOf(message.from);
  if (botId !== null && idOf(from?.id) === botId) return null;
  if (from?.is_bot === true) return ignored(key, 'written by another bot');
  const messageId = idOf(message.message_id);
  if (!messageId) return ignored(key, 'a message without its id');
  const text = wordsOf(message);
  const attachments = attachmentsOf(message);
  if (text === '' && attachments.length === 0) return ignored(key, `nothing to show: ${contentKind(message)}`);
  const answered = fieldsOf(message.reply_to_message);
  const answeredId = idOf(answered?.message_id);
  return eventWith({
    kind: 'message',
    externalId: `${chat.id}:${messageId}`,
    conversation: chat.id,
    sender: senderOf(from, fieldsOf(message.contact)),
    text,
    html: htmlOf(message),
    attachments,
    at: instantOf(message.date),
    replyTo: answeredId ? `${chat.id}:${answeredId}` : null,
    language: textOf(from?.language_code),
  });
}

function readEdit(message: Fields, key: string, botId: string | null): InboundEvent | null {
  const event = readMessage(message, key, botId);
  if (event?.kind !== 'message') return event;
  // One message may be edited many times: the update is the event, the message is what it touches.
  return {
    ...event,
    kind: 'edit',
    externalId: key,
    replyTo: event.externalId,
    at: instantOf(message.edit_date) ?? event.at,
  };
}

function readPress(pressed: Fields, key: string): InboundEvent {
  const from = fieldsOf(pressed.from);
  const message = fieldsOf(pressed.message);
  const callbackId = idOf(pressed.id);
  const data = textOf(pressed.data);
  const chat = message ? privateChat(message) : { id: idOf(from?.id), reason: 'a button without a chat' };
  if (!callbackId || !from) return ignored(key, 'a pressed button without its id or person');
  if (!chat.id) return ignored(key, chat.reason);
  if (!data) return ignored(key, 'a button of a game, not ours');
  const messageId = idOf(message?.message_id);
  return eventWith({
    kind: 'button',
    externalId: key,
    conversation: chat.id,
    sender: senderOf(from, null),
    replyTo: messageId ? `${chat.id}:${messageId}` : null,
    button: { data, callbackId },
    language: textOf(from.language_code),
  });
}

/** The person blocked the bot, let it in again, or opened it for the first time. */
function readMembership(change: Fields, key: string): InboundEvent {
  const chat = privateChat(change);
  if (!chat.id) return ignored(key, chat.reason);
  const was = textOf(fieldsOf(change.old_chat_member)?.status);
  const now = textOf(fieldsOf(change.new_chat_member)?.status);
  const gone = now === 'kicked' || now === 'left';
  return eventWith({
    kind: gone ? 'blocked' : 'joined',
    externalId: key,
    conversation: chat.id,
    sender: senderOf(fieldsOf(change.from), null),
    at: instantOf(change.date),
    status: gone ? 'blocked' : was === 'kicked' || was === 'left' ? 'unblocked' : null,
    language: textOf(fieldsOf(change.from)?.language_code),
  });
}

function readReaction(reaction: Fields, key: string): InboundEvent {
  const chat = privateChat(reaction);
  if (!chat.id) return ignored(key, chat.reason);
  const user = fieldsOf(reaction.user);
  const given = listOf(reaction.new_reaction).map((each) => textOf(fieldsOf(each)?.emoji) ?? '⭐');
  return eventWith({
    kind: 'reaction',
    externalId: key,
    conversation: chat.id,
    sender: senderOf(user, null),
    text: given.join(''),
    at: instantOf(reaction.date),
    replyTo: `${chat.id}:${idOf(reaction.message_id) ?? ''}`,
    status: given.length > 0 ? 'added' : 'removed',
  });
}

/** The chat's id when one person talks to the bot; groups and channels are not conversations with us. */
function privateChat(holder: Fields): { id: string | null; reason: string } {
  const chat = fieldsOf(holder.chat);
  const id = idOf(chat?.id);
  const type = textOf(chat?.type);
  if (!id) return { id: null, reason: 'no chat' };
  return type === 'private' ? { id, reason: '' } : { id: null, reason: `not a private chat: ${type ?? 'unknown'}` };
}

function senderOf(from: Fields | null, contact: Fields | null): InboundSender {
  const name = [textOf(from?.first_name), textOf(from?.last_name)].filter(Boolean).join(' ');
  const id = idOf(from?.id) ?? '';
  const own = contact !== null && idOf(contact.user_id) === id && id !== '';
  return { id, name: name || null, username: textOf(from?.username), phone: own ? textOf(contact.phone_number) : null };
}

/** Seconds since 1970 → ISO. */
function instantOf(seconds: unknown): string | null {
  const value = Number(seconds);
  return Number.isFinite(value) && value > 0 && value < 8.64e12 ? new Date(value * 1000).toISOString() : null;
}

/** Names what the message holds, for the reason: everything but its envelope. */
function contentKind(message: Fields): string {
  const envelope = new Set([
    'message_id',
    'from',
    'chat',
    'date',
    'edit_date',
    'reply_to_message',
    'message_thread_id',
    'via_bot',
  ]);
  return (
    Object.keys(message)
      .filter((name) => !envelope.has(name))
      .slice(0, 3)
      .join(', ') || 'an empty message'
  );
}

const ignored = (externalId: string, reason: string): InboundEvent =>
  eventWith({ kind: 'ignored', externalId, reason });
