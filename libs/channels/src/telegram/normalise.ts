// Second step of path A for Telegram: one update of the Bot API becomes what happened in the conversation.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { instantOf, languageOf, nameOf, senderOf } from './people.js';
import { conversationOf, messageKey } from './place.js';
import { chatRefusal, ignored, isPrivate, type Reading, readEdit, readMessage } from './read-message.js';
import { botIdOf, takesGroups } from './settings.js';

type Reader = (body: Fields, reading: Reading) => InboundEvent[];

/** What we do not take, and why: news for other programs than a desk. */
const NOT_OURS: Record<string, string> = {
  channel_post: 'a post of a channel',
  edited_channel_post: 'a post of a channel, edited',
  guest_message: 'a question from a chat the bot is not in',
  message_reaction_count: 'anonymous reactions, counted',
  inline_query: 'an inline query',
  chosen_inline_result: 'a chosen inline result',
  shipping_query: 'a question of a shop: shipping',
  pre_checkout_query: 'a question of a shop: checkout',
  purchased_paid_media: 'paid media were bought',
  poll: 'the state of a poll',
  poll_answer: 'a vote in a poll',
  chat_member: 'news of a member of a group',
  chat_join_request: 'a request to join a group',
  chat_boost: 'a boost of a channel',
  removed_chat_boost: 'a boost of a channel, removed',
  managed_bot: 'news of a managed bot',
};

const READERS: Record<string, Reader> = {
  message: readMessage,
  edited_message: readEdit,
  business_message: readMessage,
  edited_business_message: readEdit,
  deleted_business_messages: readDeleted,
  business_connection: readBusiness,
  callback_query: readPress,
  my_chat_member: readMembership,
  message_reaction: readReaction,
};

/** Every update but our own echo yields an event or more; what we do not take is `ignored` with the reason. */
export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  let update: Fields | null;
  try {
    update = fieldsOf(parseExactly(raw.body));
  } catch {
    return [ignored('', 'not JSON')];
  }
  const kind = update && (idOf(update.update_id) ? kindOf(update) : bareKind(update));
  if (!update || !kind) return [ignored(keyOf(update), 'not an update of the Bot API')];
  const key = keyOf(update);
  const body = fieldsOf(update[kind]) ?? (idOf(update.update_id) ? null : update);
  const reading: Reading = {
    key,
    botId: botIdOf(context.config),
    botName: context.ownAddresses.find((address) => address.startsWith('@'))?.toLowerCase() ?? null,
    groups: takesGroups(context.config),
  };
  try {
    const read = Object.hasOwn(READERS, kind) ? READERS[kind] : null;
    if (read && body) return read(body, reading);
    if (Object.hasOwn(NOT_OURS, kind)) return [ignored(key, `${kind}: ${NOT_OURS[kind]}`, body ?? {})];
    return [ignored(key, kind === 'update_id' ? 'an empty update' : `unknown kind of update: ${kind}`, body ?? {})];
  } catch (fault) {
    return [ignored(key, `cannot be read: ${(fault as Error).message}`)];
  }
}

/** The field that an update is about; `update_id` when there is nothing else. */
const kindOf = (update: Fields): string => Object.keys(update).find((name) => name !== 'update_id') ?? 'update_id';

/** What an object is when it comes without its update, told by the fields that no other has. */
function bareKind(body: Fields): string | null {
  const has = (...names: string[]) => names.every((name) => body[name] !== undefined);
  if (has('business_connection_id', 'message_ids')) return 'deleted_business_messages';
  if (has('old_chat_member', 'new_chat_member')) return 'my_chat_member';
  if (has('old_reaction', 'new_reaction')) return 'message_reaction';
  if (has('chat', 'message_id', 'reactions')) return 'message_reaction_count';
  if (has('from', 'chat_instance')) return 'callback_query';
  if (has('user_chat_id', 'is_enabled')) return 'business_connection';
  if (has('result_id', 'from')) return 'chosen_inline_result';
  if (has('message_id', 'chat')) return has('edit_date') ? 'edited_message' : 'message';
  return null;
}

/** Unique within the bot: the update's number, or the names of what came without one. */
function keyOf(update: Fields | null): string {
  const updateId = idOf(update?.update_id);
  if (updateId) return `update:${updateId}`;
  const names = [fieldsOf(update?.chat)?.id, update?.message_id, update?.id, update?.edit_date ?? update?.date];
  const known = names.map(idOf).filter((each) => each !== null);
  return known.length > 0 ? `bare:${known.join(':')}` : '';
}

function readPress(pressed: Fields, reading: Reading): InboundEvent[] {
  const { key } = reading;
  const message = fieldsOf(pressed.message);
  const holder = { ...pressed, chat: message?.chat ?? { ...fieldsOf(pressed.from), type: 'private' } };
  const callbackId = idOf(pressed.id);
  const data = textOf(pressed.data);
  if (!callbackId || !fieldsOf(pressed.from))
    return [ignored(key, 'a pressed button without its id or person', holder)];
  const refusal = chatRefusal(holder, reading) ?? (data ? null : 'a button of a game, not ours');
  if (refusal || !data) return [ignored(key, refusal ?? '', holder)];
  const conversation = conversationOf(message ?? holder);
  const messageId = idOf(message?.message_id);
  const replyTo = messageId ? messageKey(conversation, messageId) : null;
  const button = { data, callbackId };
  const [sender, language] = [senderOf(pressed), languageOf(pressed)];
  return [eventWith({ kind: 'button', externalId: key, conversation, sender, replyTo, button, language })];
}

/** The person blocked the bot, let it in again, or opened it for the first time. */
function readMembership(change: Fields, { key }: Reading): InboundEvent[] {
  const was = textOf(fieldsOf(change.old_chat_member)?.status);
  const now = textOf(fieldsOf(change.new_chat_member)?.status);
  if (!isPrivate(change)) {
    const refusal = chatRefusal(change, { key, botId: null, botName: null, groups: false });
    return [ignored(key, `${refusal}; the bot was ${was}, is ${now}`, change)];
  }
  const gone = now === 'kicked' || now === 'left';
  return [
    eventWith({
      kind: gone ? 'blocked' : 'joined',
      externalId: key,
      conversation: conversationOf(change),
      sender: senderOf(change),
      at: instantOf(change.date),
      status: gone ? 'blocked' : was === 'kicked' || was === 'left' ? 'unblocked' : null,
      language: languageOf(change),
    }),
  ];
}

function readReaction(reaction: Fields, reading: Reading): InboundEvent[] {
  const refusal = chatRefusal(reaction, reading);
  const conversation = conversationOf(reaction);
  const given = listOf(reaction.new_reaction).map((each) => textOf(fieldsOf(each)?.emoji) ?? '⭐');
  const told = {
    conversation,
    sender: senderOf(reaction),
    text: given.join(''),
    at: instantOf(reaction.date),
    replyTo: messageKey(conversation, idOf(reaction.message_id) ?? ''),
    status: given.length > 0 ? 'added' : 'removed',
  };
  const reason = refusal && `a reaction in ${refusal}`;
  return [eventWith({ ...told, kind: refusal ? 'ignored' : 'reaction', externalId: reading.key, reason })];
}

/** The owner of a business account took messages away, ours or the customer's. */
function readDeleted(deleted: Fields, { key }: Reading): InboundEvent[] {
  const conversation = conversationOf(deleted);
  const ids = listOf(deleted.message_ids)
    .map(idOf)
    .filter((each) => each !== null);
  if (ids.length === 0) return [ignored(key, 'no message was deleted', deleted)];
  const chat = fieldsOf(deleted.chat);
  const sender = {
    id: idOf(chat?.id) ?? '',
    name: nameOf(chat) || null,
    username: textOf(chat?.username),
    phone: null,
  };
  return ids.map((id) => {
    const replyTo = messageKey(conversation, id);
    return eventWith({ kind: 'delete', externalId: `${key}:${id}`, conversation, sender, replyTo });
  });
}

function readBusiness(connection: Fields, { key }: Reading): InboundEvent[] {
  const rights = fieldsOf(connection.rights);
  const mayReply = rights?.can_reply === true || connection.can_reply === true;
  const state = connection.is_enabled === false ? 'disconnected' : mayReply ? 'connected' : 'connected, may not reply';
  return [ignored(key, `business account ${state}`, connection)];
}
