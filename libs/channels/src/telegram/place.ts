// Names of Telegram's conversations: a chat, a topic of a forum, or a customer's chat with a connected business account.
import { type Fields, fieldsOf, idOf } from '../exact-json.js';

/** Where to write; the fields of every sending method. */
export interface Place {
  chat_id: string;
  message_thread_id?: number;
  business_connection_id?: string;
}

/** `5001`, `-1001234#42` for a topic, `5001@connection` for a business chat. */
export function conversationOf(message: Fields): string {
  const chat = idOf(fieldsOf(message.chat)?.id) ?? '';
  const business = idOf(message.business_connection_id);
  if (business) return `${chat}@${business}`;
  const topic = message.is_topic_message === true ? idOf(message.message_thread_id) : null;
  return topic ? `${chat}#${topic}` : chat;
}

export function placeOf(conversation: string): Place {
  const at = conversation.indexOf('@');
  if (at > 0) return { chat_id: conversation.slice(0, at), business_connection_id: conversation.slice(at + 1) };
  const [chat = '', topic] = conversation.split('#');
  return topic ? { chat_id: chat, message_thread_id: Number(topic) } : { chat_id: chat };
}

/** A message's name: topics number their messages with their chat, business chats by themselves. */
export const messageKey = (conversation: string, messageId: string): string =>
  `${conversation.split('#')[0]}:${messageId}`;

/** The number in a message's name if it stands in this very conversation, else null. */
export function numberIn(externalId: string | null, conversation: string): number | null {
  const [, name, id] = /^(.*):(\d+)$/.exec(externalId ?? '') ?? [];
  return id && name === conversation.split('#')[0] ? Number(id) : null;
}
