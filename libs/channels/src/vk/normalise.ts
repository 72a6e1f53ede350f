// Second step of path A for VK: an event of the Callback or Long Poll API becomes what happened in the conversation.
import { createHash } from 'node:crypto';
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent, InboundSender } from '../inbound-event.js';
import { contentOf, profile } from './attachments.js';
import { groupIdOf } from './settings.js';

/** From here on a peer is a chat of many. */
const FIRST_GROUP_CHAT = 2_000_000_000;
const LANGUAGES = ['ru', 'uk', 'be', 'en', 'es', 'fi', 'de', 'it'];
/** What VK calls its sixteen reactions. */
const REACTIONS = ['❤️', '🔥', '😂', '👍', '💩', '❓', '😭', '😡', '👎', '👌', '😃', '🤔', '🙏', '😘', '😍', '🎉'];
/** News of the community that are no messages. */
const NEWS =
  /^(photo|audio|video|wall|board|market|like|poll|donut|group|user|app|vkpay|lead_forms|officers|custom_link|comment)_/;

type Reader = (object: Fields, key: string) => InboundEvent;

const READERS: Record<string, Reader> = {
  message_new: readMessage,
  message_edit: readEdit,
  message_reply: (object, key) => ignored(key, 'written by the community itself', object),
  message_event: readPress,
  message_reaction_event: readReaction,
  message_read: (object, key) => {
    const cmid = idOf(object.conversation_message_id);
    return told(object, { kind: 'receipt', externalId: key, status: 'read', replyTo: cmid && nameIn(object, cmid) });
  },
  message_typing_state: (object, key) => told(object, { kind: 'typing', externalId: key }),
  message_allow: (object, key) => told(object, { kind: 'joined', externalId: key, status: 'unblocked' }),
  message_deny: (object, key) => told(object, { kind: 'blocked', externalId: key, status: 'blocked' }),
};

/** One event for each update; a Long Poll answer holds several. */
export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  let body: Fields | null;
  try {
    body = fieldsOf(parseExactly(raw.body));
  } catch {
    return [ignored('', 'not JSON')];
  }
  if (!body) return [ignored('', 'not an event of VK')];
  const updates = Array.isArray(body.updates) ? body.updates.map(fieldsOf) : [body];
  return updates.map((update) => readUpdate(update, context));
}

function readUpdate(update: Fields | null, context: NormaliseContext): InboundEvent {
  const object = fieldsOf(update?.object);
  const type = textOf(update?.type) ?? (fieldsOf(object?.message) ? 'message_new' : null);
  if (type === 'confirmation') return ignored('', 'confirmation: VK asks whether the address is ours');
  if (!update || !object || !type) return ignored('', 'not an event of VK');
  const key = keyOf(update, type);
  try {
    const [ours, theirs] = [groupIdOf(context.config), idOf(update.group_id)];
    if (ours && theirs && ours !== theirs)
      return ignored(key, `of another community: ${theirs}`, fieldsOf(object.message) ?? object);
    const read = Object.hasOwn(READERS, type) ? READERS[type] : null;
    if (read) return read(object, key);
    const reason = NEWS.test(type) ? `${type}: news of the community, no message` : `unknown kind of event: ${type}`;
    return ignored(key, reason, object);
  } catch (fault) {
    return ignored(key, `cannot be read: ${(fault as Error).message}`);
  }
}

/** VK's own id of the event; older ones have none, and are known by their words. */
function keyOf(update: Fields, type: string): string {
  const given = idOf(update.event_id);
  if (given) return `event:${given}`;
  const words = JSON.stringify([type, update.group_id, update.object]);
  return `${type}:${createHash('sha256').update(words).digest('hex').slice(0, 24)}`;
}

function readMessage(object: Fields, key: string): InboundEvent {
  // Before version 5.103 the message was the object itself.
  const message = fieldsOf(object.message) ?? object;
  const refusal = refusalOf(message);
  if (refusal) return ignored(key, refusal, message);
  const name = messageName(message);
  if (!name) return ignored(key, 'a message without its id', message);
  const language = LANGUAGES[Number(fieldsOf(object.client_info)?.lang_id ?? -1)] ?? null;
  const pressed = payloadOf(message.payload);
  const ours = textOf(pressed?.otklik);
  if (ours)
    return told(message, { kind: 'button', externalId: name, button: { data: ours, callbackId: '' }, language });
  // The button that opens every conversation with a community: nobody has asked anything yet.
  if (pressed?.command === 'start') return told(message, { kind: 'joined', externalId: name, language });
  const { text, attachments } = contentOf(message);
  if (text === '' && attachments.length === 0) return ignored(key, 'nothing to show', message);
  const answered = fieldsOf(message.reply_message);
  const replyTo = answered && messageName({ ...answered, peer_id: message.peer_id });
  return told(message, { kind: 'message', externalId: name, text, attachments, replyTo, language });
}

function readEdit(object: Fields, key: string): InboundEvent {
  // Our own words too: an administrator may mend them in VK itself.
  const ours = Number(object.out) === 1 && !isChatOfMany(object);
  const name = messageName(object);
  if (ours && name) return told(object, { kind: 'edit', externalId: key, ...contentOf(object), replyTo: name });
  const event = readMessage(object, key);
  return event.kind === 'message' ? { ...event, kind: 'edit', externalId: key, replyTo: event.externalId } : event;
}

function refusalOf(message: Fields): string | null {
  if (isChatOfMany(message)) return 'a chat of many people';
  if (fieldsOf(message.action)) return 'an action in a chat';
  if (Number(message.out) === 1 || (idOf(message.from_id) ?? '').startsWith('-'))
    return 'written by the community itself';
  return idOf(message.from_id) ? null : 'a message without its sender';
}

const isChatOfMany = (holder: Fields): boolean =>
  Number(holder.peer_id) >= FIRST_GROUP_CHAT && idOf(holder.peer_id) !== senderOf(holder).id;

function readPress(object: Fields, key: string): InboundEvent {
  const data = textOf(payloadOf(object.payload)?.otklik);
  const callbackId = textOf(object.event_id);
  if (!data || !callbackId) return ignored(key, 'a button that is not ours', object);
  const cmid = idOf(object.conversation_message_id);
  const replyTo = cmid && nameIn(object, cmid);
  return told(object, { kind: 'button', externalId: key, button: { data, callbackId }, replyTo });
}

function readReaction(object: Fields, key: string): InboundEvent {
  const number = Number(object.reaction_id ?? 0);
  const text = number > 0 ? (REACTIONS[number - 1] ?? '⭐') : '';
  const cmid = idOf(object.cmid) ?? idOf(object.conversation_message_id);
  if (isChatOfMany(object)) return ignored(key, 'a reaction in a chat of many people', object);
  return told(object, { kind: 'reaction', externalId: key, text, replyTo: cmid && nameIn(object, cmid) });
}

/** The number that VK now counts messages by within a conversation; before, each had one of its own. */
function messageName(message: Fields): string | null {
  const cmid = idOf(message.conversation_message_id);
  const id = idOf(message.id);
  if (cmid) return nameIn(message, cmid);
  return id && id !== '0' ? nameIn(message, `id${id}`) : null;
}

const nameIn = (holder: Fields, id: string): string => `${conversationOf(holder)}:${id}`;

function conversationOf(holder: Fields): string {
  return idOf(holder.peer_id) ?? senderOf(holder).id;
}

function senderOf(holder: Fields): InboundSender {
  const id = idOf(holder.from_id) ?? idOf(holder.user_id) ?? idOf(holder.reacted_id) ?? idOf(holder.liker_id) ?? '';
  return { id, name: null, username: id ? profile(id) : null, phone: null };
}

function told(holder: Fields, known: Partial<InboundEvent> & Pick<InboundEvent, 'kind' | 'externalId'>): InboundEvent {
  const seconds = Number(holder.update_time ?? holder.date);
  const at = seconds > 0 && seconds < 8.64e12 ? new Date(seconds * 1000).toISOString() : null;
  return eventWith({ conversation: conversationOf(holder), sender: senderOf(holder), at, ...known });
}

function ignored(externalId: string, reason: string, holder: Fields = {}): InboundEvent {
  const text = contentOf(holder).text || (textOf(holder.payload) ?? '');
  return told(holder, { kind: 'ignored', externalId, reason, text });
}

/** What a button carries: an object, or its JSON. */
function payloadOf(payload: unknown): Fields | null {
  if (typeof payload !== 'string') return fieldsOf(payload);
  try {
    return fieldsOf(parseExactly(payload));
  } catch {
    return null;
  }
}
