// Second step of path A for LINE: one webhook's events become what happened in the conversations.
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import { type Fields, fieldsOf, idOf, numberOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { attachmentsOf, wordsOf } from './message-content.js';
import { takesGroups } from './settings.js';

/** Events that are no part of a conversation, by LINE's own name for them. */
const NOT_OURS: Record<string, string> = {
  join: 'we were added to a group',
  leave: 'we were removed from a group',
  memberJoined: 'somebody joined a group',
  memberLeft: 'somebody left a group',
  videoPlayComplete: 'a video was watched to its end',
  beacon: 'the person came near a beacon',
  accountLink: 'an account was linked',
  things: 'a LINE Things device spoke',
  membership: 'a membership began, went on or ended',
  module: 'a module channel was attached or detached',
  activated: 'this module became the active one',
  deactivated: 'another module became the active one',
  botSuspended: 'LINE suspended the account',
  botResumed: 'LINE resumed the account',
  delivery: 'a message to a phone number was delivered',
};

/** Every event of LINE yields exactly one of ours; what we do not take is `ignored` with the reason. */
export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  let body: Fields | null;
  try {
    body = fieldsOf(parseExactly(raw.body));
  } catch {
    return [eventWith({ kind: 'ignored', externalId: '', reason: 'not JSON' })];
  }
  if (!body || !Array.isArray(body.events))
    return [eventWith({ kind: 'ignored', externalId: '', reason: 'malformed: not a webhook of LINE' })];
  if (body.events.length === 0)
    return [eventWith({ kind: 'ignored', externalId: '', reason: 'LINE looks whether we answer' })];
  return body.events.map((event) => readEvent(fieldsOf(event) ?? {}, takesGroups(context.config)));
}

function readEvent(event: Fields, withGroups: boolean): InboundEvent {
  const type = textOf(event.type) ?? '';
  const source = fieldsOf(event.source);
  const userId = idOf(source?.userId);
  const groupId = idOf(source?.groupId) ?? idOf(source?.roomId);
  const conversation = groupId ?? userId ?? '';
  const known = {
    // A redelivered webhook carries the same id.
    externalId: `event:${idOf(event.webhookEventId) ?? [type, idOf(event.timestamp), conversation].join(':')}`,
    conversation,
    sender: { id: userId ?? groupId ?? '', name: null, username: null, phone: null },
    at: instantOf(event.timestamp),
  };
  const read = understand(type, event, known);
  if (read.kind === 'ignored') return read;
  const refused = refusal(event, source, conversation, withGroups);
  return refused ? { ...read, kind: 'ignored', reason: refused } : read;
}

type Known = Pick<InboundEvent, 'externalId' | 'conversation' | 'sender' | 'at'>;

function understand(type: string, event: Fields, known: Known): InboundEvent {
  const ignored = (reason: string) => eventWith({ ...known, kind: 'ignored', reason });
  switch (type) {
    case 'message':
    case 'messageEdited':
      return readMessage(fieldsOf(event.message) ?? {}, known, type === 'messageEdited');
    case 'unsend': {
      const messageId = idOf(fieldsOf(event.unsend)?.messageId);
      if (!messageId) return ignored('malformed: an unsent message without its id');
      return eventWith({ ...known, kind: 'delete', replyTo: messageId });
    }
    case 'follow': {
      const unblocked = fieldsOf(event.follow)?.isUnblocked === true;
      return eventWith({ ...known, kind: 'joined', status: unblocked ? 'unblocked' : null });
    }
    case 'unfollow':
      return eventWith({ ...known, kind: 'blocked', status: 'blocked' });
    case 'postback': {
      const data = textOf(fieldsOf(event.postback)?.data);
      if (!data) return ignored('malformed: a pressed button without its data');
      return eventWith({ ...known, kind: 'button', button: { data, callbackId: known.externalId } });
    }
    default:
      return ignored(NOT_OURS[type] ?? `unknown kind of event: ${type || 'none'}`);
  }
}

function readMessage(message: Fields, known: Known, edited: boolean): InboundEvent {
  const messageId = idOf(message.id);
  const text = wordsOf(message);
  const attachments = attachmentsOf(message);
  const content = { ...known, text, attachments };
  if (!messageId) return eventWith({ ...content, kind: 'ignored', reason: 'malformed: a message without its id' });
  if (text === '' && attachments.length === 0)
    return eventWith({
      ...content,
      kind: 'ignored',
      externalId: messageId,
      reason: `nothing to show: ${textOf(message.type) ?? 'a message of no kind'}`,
    });
  // One message may be edited many times: the webhook is the event, the message is what it touches.
  if (edited) return eventWith({ ...content, kind: 'edit', replyTo: messageId });
  return eventWith({
    ...content,
    kind: 'message',
    externalId: messageId,
    replyTo: idOf(message.quotedMessageId),
    album: idOf(fieldsOf(message.imageSet)?.id),
  });
}

/** Why an event that was understood is not taken; null: it is. */
function refusal(event: Fields, source: Fields | null, conversation: string, withGroups: boolean): string | null {
  const kind = textOf(source?.type) ?? 'nobody';
  if (kind === 'group' || kind === 'room') {
    if (!withGroups) return `not a private chat: ${kind}`;
  } else if (kind !== 'user') return `from an unknown kind of source: ${kind}`;
  if (conversation === '') return 'malformed: nobody is named';
  if (event.mode === 'standby') return 'another module answers this chat (standby)';
  return null;
}

/** Milliseconds since 1970 → ISO. */
function instantOf(milliseconds: unknown): string | null {
  const value = numberOf(milliseconds);
  return Number.isFinite(value) && value > 0 && value < 8.64e15 ? new Date(value).toISOString() : null;
}
