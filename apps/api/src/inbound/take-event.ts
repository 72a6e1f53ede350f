// Path A, after normalise: each kind of event goes to the use case that knows what to do with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ChannelClients } from '../desk/channel-clients.js';
import { EnsureContact } from '../people/ensure-contact.js';
import { FlagIdentity } from '../people/flag-identity.js';
import { Database, type Tx } from '../platform/database/database.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Log } from '../platform/log.js';
import { RecordAnswerByButton } from '../survey/record-answer-by-button.js';
import { DeleteMessage } from '../tickets/delete-message.js';
import { EditMessage } from '../tickets/edit-message.js';
import { FindConversation } from '../tickets/find-conversation.js';
import { FindMessage } from '../tickets/find-message.js';
import { type Mark, MarkMessage } from '../tickets/mark-message.js';
import { MarkUpTo } from '../tickets/mark-up-to.js';
import { NoteReachability } from '../tickets/note-reachability.js';
import { ReactToMessage } from '../tickets/react-to-message.js';
import { momentOf } from './moment.js';
import type { EventEnd, EventWork } from './raw-work.js';
import { TakeMessage } from './take-message.js';

const ACKNOWLEDGE_MS = 10_000;
/** How long a receipt waits for the message that it overtook. */
const OVERTAKEN_MS = 250;
const OVERTAKEN_TRIES = 8;
const MARKS: Record<string, Mark> = { sent: 'sent', delivered: 'delivered', read: 'read', failed: 'failed' };

const dropped = (reason: string): EventEnd => ({ state: 'dropped', reason, ticketId: null, messageId: null });

@Injectable()
export class TakeEvent {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly messages: FindMessage,
    private readonly take: TakeMessage,
    private readonly mark: MarkMessage,
    private readonly editMessage: EditMessage,
    private readonly deleteMessage: DeleteMessage,
    private readonly contacts: EnsureContact,
    private readonly flag: FlagIdentity,
    private readonly buttons: RecordAnswerByButton,
    private readonly clients: ChannelClients,
    private readonly reaction: ReactToMessage,
    private readonly upTo: MarkUpTo,
    private readonly reachability: NoteReachability,
    private readonly conversations: FindConversation,
    private readonly passing: PassingNews,
  ) {}

  /** Safe to run again after any crash. @throws NotItsTurn, and whatever is wrong with the row or the house. */
  async run(work: EventWork): Promise<EventEnd> {
    const { kind, reason } = work.event;
    switch (kind) {
      case 'message':
        return this.take.run(work);
      case 'edit':
      case 'delete':
        return this.end(work, await this.revised(work));
      case 'receipt':
        return this.end(work, await this.marked(work));
      case 'button':
        return this.end(work, await this.pressed(work));
      case 'blocked':
      case 'joined':
        return this.reachable(work);
      case 'reaction':
        return this.end(work, await this.reacted(work));
      case 'typing':
        return this.end(work, await this.typing(work));
      default:
        return this.end(work, ignored(reason));
    }
  }

  private async revised({ raw, connection, event }: EventWork): Promise<EventEnd> {
    const { workspaceId } = raw;
    const found =
      event.replyTo && (await this.messages.byExternalId(this.database, workspaceId, connection.id, event.replyTo));
    if (!found) return dropped(`${event.kind} of an unknown message`);
    const { ticketId, messageId } = found;
    // Our own message too: somebody changed it in the messenger's own app.
    const order = { workspaceId, messageId, externalId: event.replyTo! };
    if (event.kind === 'delete') await this.deleteMessage.run(order);
    else await this.editMessage.run({ ...order, text: event.text, html: event.html });
    return { state: 'accepted', reason: event.kind, ticketId, messageId };
  }

  private async marked({ raw, connection, event }: EventWork): Promise<EventEnd> {
    const { workspaceId } = raw;
    const state = MARKS[event.status ?? ''];
    if (state && !event.replyTo) return this.markedUpTo(raw, connection, event, state);
    const found = event.replyTo && (await this.sentMessage(raw, connection, event.replyTo));
    if (!found || !state) return dropped(`receipt ${event.status ?? ''} of an unknown message`);
    const { ticketId, messageId } = found;
    await this.mark.run({ workspaceId, messageId, state, remedy: state === 'failed' ? event.reason : null });
    return { state: 'accepted', reason: `receipt ${state}`, ticketId, messageId };
  }

  /** A receipt may overtake the answer to our own request: then the message's name there is written in a moment. */
  private async sentMessage({ workspaceId }: EventWork['raw'], { id }: EventWork['connection'], externalId: string) {
    for (let tries = 1; ; tries++) {
      const found = await this.messages.byExternalId(this.database, workspaceId, id, externalId);
      if (found || tries >= OVERTAKEN_TRIES || !(await this.messages.isSending(this.database, workspaceId, id)))
        return found;
      await sleep(OVERTAKEN_MS);
    }
  }

  /** Everything of ours in the conversation up to a moment. */
  private async markedUpTo(
    { workspaceId, receivedAt }: EventWork['raw'],
    { id: connectionId }: EventWork['connection'],
    event: EventWork['event'],
    state: Mark,
  ): Promise<EventEnd> {
    if (state !== 'delivered' && state !== 'read') return dropped(`receipt ${state} of no message`);
    const at = event.at === null ? receivedAt : new Date(event.at);
    const { conversation } = event;
    const last = await this.upTo.run({ workspaceId, connectionId, conversation, state, at });
    return last ? { state: 'accepted', reason: `receipt ${state}`, ...last } : dropped(`receipt ${state}: nothing new`);
  }

  private async reacted({ raw, connection, event }: EventWork): Promise<EventEnd> {
    const { workspaceId } = raw;
    const found =
      event.replyTo && (await this.messages.byExternalId(this.database, workspaceId, connection.id, event.replyTo));
    if (!found) return dropped('reaction to an unknown message');
    const { ticketId, messageId } = found;
    const at = momentOf(event, raw.receivedAt);
    await this.reaction.run({ workspaceId, messageId, emoji: event.text, at });
    return { state: 'accepted', reason: ['reaction', event.text].filter(Boolean).join(' '), ticketId, messageId };
  }

  private async typing({ raw, connection, event }: EventWork): Promise<EventEnd> {
    const { workspaceId } = raw;
    const ticketId = await this.conversations.run(this.database, workspaceId, connection.id, event.conversation);
    if (ticketId) this.passing.tell({ workspaceId, ticketId });
    return { ...dropped('typing'), ticketId };
  }

  /** The answer is written first, and then thanked for: a spinner that goes on is better than a lost rating. */
  private async pressed({ raw, connection, event }: EventWork): Promise<EventEnd> {
    const { workspaceId } = raw;
    const data = event.button?.data ?? '';
    const { id: address, name, username } = event.sender;
    const seen = { workspaceId, kind: connection.kind, address, name, username, locale: event.language };
    const { contactId } = await this.database.transaction((tx) => this.contacts.run(tx, seen));
    const answer = await this.buttons.run({ workspaceId, connectionId: connection.id, data, contactId });
    const client = this.clients.of(connection, AbortSignal.timeout(ACKNOWLEDGE_MS));
    client.acknowledge?.(event, answer.text).catch((error: unknown) => {
      this.log.warn('a pressed button could not be acknowledged', {
        connectionId: connection.id,
        reason: String(error).slice(0, 200),
      });
    });
    if (!answer.accepted) return { ...dropped('button refused'), ticketId: answer.ticketId };
    return { state: 'accepted', reason: 'survey answer', ticketId: answer.ticketId, messageId: null };
  }

  private reachable(work: EventWork): Promise<EventEnd> {
    const { raw, connection, event } = work;
    const { workspaceId } = raw;
    if (event.status !== 'blocked' && event.status !== 'unblocked') return this.end(work, dropped(event.kind));
    return this.database.transaction(async (tx) => {
      await work.begin(tx);
      const { id: address, ...told } = event.sender;
      const seen = { workspaceId, kind: connection.kind, address, ...told, locale: event.language };
      const { identityId } = await this.contacts.run(tx, seen);
      const at = event.status === 'blocked' ? momentOf(event, raw.receivedAt) : null;
      await this.flag.run(workspaceId, identityId, at, tx);
      const ticketId = await this.reachability.run(tx, {
        workspaceId,
        connectionId: connection.id,
        conversation: event.conversation,
        reachable: at === null,
        at: momentOf(event, raw.receivedAt),
      });
      return work.end(tx, { state: 'accepted', reason: event.status, ticketId, messageId: null });
    });
  }

  private end(work: EventWork, end: EventEnd): Promise<EventEnd> {
    return this.database.transaction(async (tx: Tx) => {
      await work.begin(tx);
      return work.end(tx, end);
    });
  }
}

/** What the channel could not read at all is for an owner to see; what it knows and does not take is simply dropped. */
function ignored(reason: string | null): EventEnd {
  const unreadable = /not json|cannot be read|not an update|malformed|unreadable/i.test(reason ?? '');
  return {
    state: unreadable ? 'quarantined' : 'dropped',
    reason: reason ?? 'ignored',
    ticketId: null,
    messageId: null,
  };
}
