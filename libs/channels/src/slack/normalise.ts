// Second step of path A for Slack: one call of its Events API, or of a pressed button, becomes what happened.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { chatOf, instantOf } from './conversation-name.js';
import { attachmentsOf, emojiOf, wordsOf } from './message-content.js';
import { readPayload } from './pressed.js';
import { channelIdsOf } from './settings.js';

/** Messages that people wrote; any other subtype is a notice of Slack. */
const WRITTEN = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** Every call yields exactly one event, but our own echo none; what we do not take is `ignored` with the reason. */
export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  const body = bodyIn(raw.body);
  if (!body) return [ignored('', 'malformed: not a call of Slack')];
  const event = fieldsOf(body.event);
  if (body.type !== 'event_callback' && !event) return [readPayload(body)];
  const key = `event:${idOf(body.event_id) ?? [textOf(event?.type), idOf(event?.event_ts), idOf(event?.channel)].join(':')}`;
  if (!event) return [ignored(key, 'malformed: an event without itself')];
  const read = readEvent(event, body, key);
  return read ? [withinTheDesk(read, channelIdsOf(context.config))] : [];
}

function readEvent(event: Fields, body: Fields, key: string): InboundEvent | null {
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return readMessage(event, body, key);
    case 'reaction_added':
    case 'reaction_removed':
      return readReaction(event, body, key);
    default:
      return { ...ignored(key, `not a message: ${textOf(event.type) ?? 'an event of no kind'}`), ...chatOf(event) };
  }
}

function readMessage(event: Fields, body: Fields, key: string): InboundEvent | null {
  const subtype = textOf(event.subtype) ?? '';
  if (subtype === 'message_changed') return readChange(event, body, key);
  if (subtype === 'message_deleted') return readDeletion(event, body, key);
  if (isOwn(event, body)) return null;
  const known = { ...chatOf(event), sender: senderOf(event), at: instantOf(event.ts) };
  const refuse = (reason: string) => ({ ...ignored(key, reason), ...known });
  if (subtype === 'bot_message' || idOf(event.bot_id)) return refuse('written by another bot');
  if (!WRITTEN.has(subtype)) return refuse(`a notice of Slack: ${subtype}`);
  const ts = idOf(event.ts);
  const channel = idOf(event.channel);
  if (!ts || !channel || !idOf(event.user)) return refuse('malformed: a message without its channel, moment or person');
  const attachments = attachmentsOf(event);
  const words = wordsOf(event);
  if (words.text === '' && attachments.length === 0) return refuse('nothing to show');
  const root = idOf(event.thread_ts);
  return eventWith({
    ...known,
    ...words,
    kind: 'message',
    // A call that Slack repeats (X-Slack-Retry-Num), or tells again as a mention, is the same message.
    externalId: `${channel}:${ts}`,
    attachments,
    // In a channel the thread is the conversation itself.
    replyTo: root && root !== ts && known.conversation === channel ? `${channel}:${root}` : null,
  });
}

function readChange(event: Fields, body: Fields, key: string): InboundEvent | null {
  const message = fieldsOf(event.message);
  const before = fieldsOf(event.previous_message);
  const channel = idOf(event.channel);
  const ts = idOf(message?.ts);
  if (!message || !channel || !ts) return ignored(key, 'malformed: a change without its message');
  if (isOwn(message, body)) return null;
  const within = { ...message, channel, channel_type: event.channel_type };
  const known = { ...chatOf(within), sender: senderOf(message), at: instantOf(event.ts), replyTo: `${channel}:${ts}` };
  if (message.subtype === 'tombstone') return eventWith({ ...known, kind: 'delete', externalId: key });
  if (idOf(message.bot_id)) return { ...ignored(key, 'changed by another bot'), ...known };
  // Slack tells of every preview it fetched and every answer in the thread as a change.
  const same =
    before !== null && before.text === message.text && listOf(before.files).length === listOf(message.files).length;
  if (same) return { ...ignored(key, 'the words are the same'), ...known };
  return eventWith({
    ...known,
    ...wordsOf(message),
    kind: 'edit',
    externalId: key,
    attachments: attachmentsOf(message),
  });
}

function readDeletion(event: Fields, body: Fields, key: string): InboundEvent | null {
  const before = fieldsOf(event.previous_message);
  const channel = idOf(event.channel);
  const ts = idOf(event.deleted_ts) ?? idOf(before?.ts);
  if (!channel || !ts) return ignored(key, 'malformed: a deletion without its message');
  if (before && isOwn(before, body)) return null;
  const within = { ts, ...before, channel, channel_type: event.channel_type };
  const known = { ...chatOf(within), sender: senderOf(before ?? {}), at: instantOf(event.ts) };
  return eventWith({ ...known, kind: 'delete', externalId: key, replyTo: `${channel}:${ts}` });
}

function readReaction(event: Fields, body: Fields, key: string): InboundEvent | null {
  const item = fieldsOf(event.item);
  const [channel, ts] = [idOf(item?.channel), idOf(item?.ts)];
  const name = textOf(event.reaction);
  if (isOwn(event, body)) return null;
  if (!item || !channel || !ts || !name) return ignored(key, 'a reaction to something else than a message');
  const added = event.type === 'reaction_added';
  return eventWith({
    ...chatOf(item),
    kind: 'reaction',
    externalId: key,
    sender: senderOf(event),
    text: added ? emojiOf(name) : '',
    at: instantOf(event.event_ts),
    replyTo: `${channel}:${ts}`,
    status: added ? 'added' : 'removed',
  });
}

/** Only what was written to the app itself or in the channels of the desk. */
function withinTheDesk(event: InboundEvent, channels: string[]): InboundEvent {
  const [channel = ''] = event.conversation.split(':');
  if (event.kind === 'ignored' || channel.startsWith('D') || channels.length === 0 || channels.includes(channel))
    return event;
  return { ...event, kind: 'ignored', reason: `in a channel that is not the desk’s: ${channel}` };
}

/** Written by this very app: its id stands in each call, and its bot user among those it speaks for. */
function isOwn(message: Fields, body: Fields): boolean {
  const app = idOf(body.api_app_id);
  const from = idOf(message.app_id) ?? idOf(fieldsOf(message.bot_profile)?.app_id);
  if (app && from && idOf(message.bot_id)) return app === from;
  const user = idOf(message.user);
  return listOf(body.authorizations).some((each) => {
    const authorization = fieldsOf(each);
    return user !== null && authorization?.is_bot === true && idOf(authorization.user_id) === user;
  });
}

function senderOf(message: Fields): InboundEvent['sender'] {
  const profile = fieldsOf(message.user_profile);
  const name = textOf(profile?.real_name) ?? textOf(profile?.display_name);
  return { id: idOf(message.user) ?? '', name, username: textOf(profile?.name), phone: null };
}

/** JSON, or a form whose `payload` is JSON. Null: neither. */
function bodyIn(body: Uint8Array): Fields | null {
  const source = new TextDecoder().decode(body);
  try {
    if (/^\s*\{/.test(source)) return fieldsOf(parseExactly(source));
    const form = new URLSearchParams(source.trim());
    const payload = form.get('payload');
    if (payload !== null) return fieldsOf(parseExactly(payload));
    return form.has('command') ? { ...Object.fromEntries(form), type: 'slash_command' } : null;
  } catch {
    return null;
  }
}

const ignored = (externalId: string, reason: string): InboundEvent =>
  eventWith({ kind: 'ignored', externalId, reason });
