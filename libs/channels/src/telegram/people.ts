// Part of understanding an update (path A): who did it, when, and from whom a message was taken.
import { type Fields, fieldsOf, idOf, textOf } from '../exact-json.js';
import type { InboundSender } from '../inbound-event.js';

/** The person; for an anonymous administrator or a channel, the chat that speaks; a private chat is its person. */
export function senderOf(holder: Fields): InboundSender {
  const place = fieldsOf(holder.chat);
  const user = fieldsOf(holder.from) ?? fieldsOf(holder.user) ?? (place?.type === 'private' ? place : null);
  const chat = fieldsOf(holder.sender_chat) ?? fieldsOf(holder.actor_chat);
  if (chat && (!user || user.is_bot === true || idOf(user.id) === null)) {
    return { id: idOf(chat.id) ?? '', name: textOf(chat.title), username: textOf(chat.username), phone: null };
  }
  const id = idOf(user?.id) ?? '';
  const contact = fieldsOf(holder.contact);
  const own = contact !== null && id !== '' && idOf(contact.user_id) === id;
  const phone = own ? textOf(contact.phone_number) : null;
  return { id, name: nameOf(user) || null, username: textOf(user?.username), phone };
}

export const languageOf = (holder: Fields): string | null => textOf(fieldsOf(holder.from)?.language_code);

/** A user's or chat's name; empty when it has none. */
export function nameOf(one: Fields | null): string {
  const person = [textOf(one?.first_name), textOf(one?.last_name)].filter(Boolean).join(' ');
  return person || textOf(one?.title) || '';
}

/** Who wrote a forwarded message first, in words; null when it was not forwarded. */
export function forwardedFrom(message: Fields): string | null {
  const origin = fieldsOf(message.forward_origin);
  if (origin) return originName(origin);
  const old = fieldsOf(message.forward_from) ?? fieldsOf(message.forward_from_chat);
  return old ? named(old) : textOf(message.forward_sender_name);
}

/** The name in a MessageOrigin. */
export function originName(origin: Fields): string {
  const one = fieldsOf(origin.sender_user) ?? fieldsOf(origin.sender_chat) ?? fieldsOf(origin.chat);
  const name = one ? named(one) : (textOf(origin.sender_user_name) ?? '?');
  const signature = textOf(origin.author_signature);
  return signature ? `${name}, ${signature}` : name;
}

function named(one: Fields): string {
  const username = textOf(one.username);
  return [nameOf(one), username && `@${username}`].filter(Boolean).join(' ') || '?';
}

/** Seconds since 1970 → ISO. */
export function instantOf(seconds: unknown): string | null {
  const value = Number(seconds);
  return Number.isFinite(value) && value > 0 && value < 8.64e12 ? new Date(value * 1000).toISOString() : null;
}
