// Part of understanding an update (path A): one message of a private chat, of a business account's customer, or of a group.
import { eventWith } from '../blank-event.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { attachmentsOf } from './attachments.js';
import { formattedHtml } from './formatted.js';
import { forwardedFrom, instantOf, languageOf, senderOf } from './people.js';
import { conversationOf, messageKey } from './place.js';
import { quotedWords, wordsOf } from './words-of-message.js';

/** What reading an update needs to know. */
export interface Reading {
  /** The key of an event that has no name of its own. */
  key: string;
  /** Our bot's user id and its @username in lower case, where known. */
  botId: string | null;
  botName: string | null;
  /** Whether groups may talk to us. */
  groups: boolean;
}

/** Our own words yield nothing; what is not for us is `ignored`, with what it said. */
export function readMessage(message: Fields, reading: Reading): InboundEvent[] {
  if (reading.botId !== null && idOf(fieldsOf(message.from)?.id) === reading.botId) return [];
  const messageId = idOf(message.message_id);
  const refusal = refusalOf(message, reading) ?? (messageId ? null : 'a message without its id');
  if (refusal || !messageId) return [ignored(reading.key, refusal ?? '', message)];
  const started = /^\/start(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(textOf(message.text) ?? '');
  const said = { ...known(message), externalId: messageKey(conversationOf(message), messageId) };
  // The first word of every chat with a bot, sent by its button: nobody has asked anything yet.
  if (started && isPrivate(message)) return [eventWith({ ...said, kind: 'joined', text: started[1]?.trim() ?? '' })];
  if (said.text === '' && said.attachments.length === 0) {
    return [ignored(reading.key, `nothing to show: ${contentKind(message)}`, message)];
  }
  const from = forwardedFrom(message);
  const above = from === null ? null : `↪ ${from}`;
  const text = said.text || (above ?? '');
  const html = formattedHtml(message, above);
  return [eventWith({ ...said, kind: 'message', text, html, quoted: quotedWords(message) })];
}

/** One message may be edited many times: the update is the event, the message is what it touches. */
export function readEdit(message: Fields, reading: Reading): InboundEvent[] {
  return readMessage(message, reading).map((event) => {
    if (event.kind !== 'message') return event;
    const at = instantOf(message.edit_date) ?? event.at;
    return { ...event, kind: 'edit', externalId: reading.key, replyTo: event.externalId, at };
  });
}

/** What is not taken, with all that is known of it. */
export function ignored(externalId: string, reason: string, holder: Fields = {}): InboundEvent {
  return eventWith({ ...known(holder), kind: 'ignored', externalId, reason });
}

/** Why a thing in this chat is not for us, or null. */
export function chatRefusal(holder: Fields, { groups }: Reading): string | null {
  const chat = fieldsOf(holder.chat);
  if (!idOf(chat?.id)) return 'no chat';
  const type = textOf(chat?.type) ?? 'unknown';
  if (type === 'private') return null;
  return groups && (type === 'group' || type === 'supergroup') ? null : `not a private chat: ${type}`;
}

export const isPrivate = (holder: Fields): boolean => textOf(fieldsOf(holder.chat)?.type) === 'private';

function refusalOf(message: Fields, reading: Reading): string | null {
  const refused = chatRefusal(message, reading);
  if (refused) return refused;
  const from = fieldsOf(message.from);
  if (message.business_connection_id !== undefined) {
    const isOwner = idOf(from?.id) !== idOf(fieldsOf(message.chat)?.id);
    return isOwner ? 'written by the owner of the business account, or by us for them' : null;
  }
  if (senderOf(message).id === '') return 'a message without its sender';
  if (from?.is_bot === true && !fieldsOf(message.sender_chat)) return 'written by another bot';
  if (isPrivate(message)) return null;
  const moved = idOf(message.migrate_to_chat_id);
  if (moved) return `the group goes on as ${moved}`;
  return addressesUs(message, reading) ? null : 'a group message that does not address the bot';
}

/** In a group: it mentions the bot, answers it, or is a command that may be ours. */
function addressesUs(message: Fields, { botId, botName }: Reading): boolean {
  const answered = idOf(fieldsOf(fieldsOf(message.reply_to_message)?.from)?.id);
  if (botId !== null && answered === botId) return true;
  const text = textOf(message.text) ?? textOf(message.caption) ?? '';
  return [...listOf(message.entities), ...listOf(message.caption_entities)].map(fieldsOf).some((entity) => {
    const type = textOf(entity?.type);
    const words = text.substr(Number(entity?.offset), Number(entity?.length)).toLowerCase();
    if (type === 'text_mention') return botId !== null && idOf(fieldsOf(entity?.user)?.id) === botId;
    if (type === 'mention') return words === botName;
    return type === 'bot_command' && (!words.includes('@') || (botName !== null && words.endsWith(botName)));
  });
}

/** Everything that a message tells of itself. */
function known(message: Fields) {
  const conversation = conversationOf(message);
  const answeredId = idOf(fieldsOf(message.reply_to_message)?.message_id);
  return {
    conversation,
    sender: senderOf(message),
    text: wordsOf(message),
    attachments: attachmentsOf(message),
    at: instantOf(message.date),
    replyTo: answeredId ? messageKey(conversation, answeredId) : null,
    album: idOf(message.media_group_id),
    language: languageOf(message),
  };
}

const ENVELOPE = new Set(
  'message_id from chat date edit_date reply_to_message message_thread_id is_topic_message via_bot sender_chat'.split(
    ' ',
  ),
);

/** Names what the message holds, for the reason: everything but its envelope. */
function contentKind(message: Fields): string {
  const held = Object.keys(message).filter((name) => !ENVELOPE.has(name));
  return held.slice(0, 3).join(', ') || 'an empty message';
}
