// Path A, last step: a customer's message becomes a line of a ticket, with clocks, facts and outbox in one transaction.
import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import { firstPart } from './album.js';
import { endEpisode } from './episode.store.js';
import { type Actor, TicketMarkedSpam, TicketOpened } from './events.js';
import { freshTicket } from './fresh-ticket.js';
import { joinAlbum } from './join-album.js';
import { insertMessage, newMessage } from './message.store.js';
import { previewOf } from './preview.js';
import { NoteOnTicket } from './sides/note-on-ticket.js';
import { parentOf } from './sides/side.store.js';
import { TakeNumber } from './take-number.js';
import { receive } from './talk.js';
import { after, type Change, type Ticket } from './ticket.js';
import {
  insertTicket,
  lastOfConversation,
  lockConversation,
  lockTicket,
  mergedConversation,
  mergedTo,
  readTicketRow,
  updateTicket,
} from './ticket.store.js';
import { holdScheduled } from './writing/hold-scheduled.js';

export interface ReceivedMessage {
  workspaceId: string;
  connectionId: string;
  channel: string;
  /** Unique within the connection: a second delivery of it changes nothing. */
  externalId: string;
  /** The channel's conversation: at most one ticket of it is not closed. Null for mail, which threads by evidence. */
  conversation: string | null;
  contactId: string;
  identityId: string;
  /** When the customer's wait began: when the message reached us, or the channel. */
  at: Date;
  text: string;
  html: string | null;
  quoted?: string | null;
  files?: { id: string; contentId: string | null }[];
  subject?: string | null;
  language?: string | null;
  /** The ticket that evidence points to. If it is closed, a follow-up opens. */
  ticketId?: string | null;
  /** Linked, but not the same: a stranger's answer opens a ticket of its own that follows this one. */
  follows?: string | null;
  why?: string | null;
  mail?: Record<string, unknown> | null;
  replyTo?: string | null;
  /** Messages of one album that come within a minute are one message. */
  album?: string | null;
  clientId?: string | null;
  /** A machine's notice: shown folded, moves no clock, reopens nothing. */
  automatic?: boolean;
  /** The ticket it opens is spam from the start; one that is open already stays what it is. */
  spam?: boolean;
}

export interface Receipt {
  ticketId: string;
  messageId: string;
  seq: number;
  duplicate: boolean;
  opened: boolean;
}

const SYSTEM: Actor = { by: 'system', agentId: null };

@Injectable()
export class ReceiveMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly numbers: TakeNumber,
    private readonly sides: NoteOnTicket,
  ) {}

  /**
   * Receives once, however often it is delivered and however many deliveries race. Inside a caller's `tx`, a lost race
   * throws (unique violation) and the caller runs its transaction again.
   */
  async run(message: ReceivedMessage, tx?: Tx): Promise<Receipt> {
    if (tx) return this.receive(tx, message);
    for (let tries = 1; ; tries++) {
      try {
        return await this.database.transaction((own) => this.receive(own, message));
      } catch (error) {
        if (tries >= 4 || !isLostRace(error)) throw error;
      }
    }
  }

  private async receive(tx: Tx, message: ReceivedMessage): Promise<Receipt> {
    const { workspaceId, connectionId, externalId } = message;
    const [known] = await tx.query<{ messageId: string; ticketId: string }>(
      prepared(
        `SELECT message_id AS "messageId", ticket_id AS "ticketId" FROM inbound_key WHERE workspace_id = $1 AND connection_id = $2 AND external_id = $3`,
      ),
      [workspaceId, connectionId, externalId],
    );
    if (known) return { ...known, seq: 0, duplicate: true, opened: false };
    const found = await this.find(tx, message);
    const messageId = newId();
    const at = message.at > this.clock.now() ? this.clock.now() : message.at;
    const opening: Change = found.open ? { patch: {}, facts: [] } : this.openingFacts(found.ticket, at);
    const part = { externalId, text: message.text, html: message.html, files: message.files ?? [] };
    if (message.album && found.open) {
      const { album, contactId } = message;
      const joined = await joinAlbum(tx, this.facts, found.ticket, connectionId, { ...part, album, contactId, at });
      if (joined) return { ...joined, ticketId: found.ticket.id, duplicate: false, opened: false };
    }
    const change = receive(found.ticket, { messageId, at, automatic: message.automatic ?? false });
    const news = [
      ...opening.facts,
      ...change.facts,
      ...(found.open && !message.automatic ? await holdScheduled(tx, workspaceId, found.ticket.id, at) : []),
      ...(!found.open && found.ticket.spam ? [TicketMarkedSpam.of(at, { actor: SYSTEM, spam: true })] : []),
    ];
    const shownAt = (seq: number): Partial<Ticket> =>
      message.automatic ? {} : { preview: previewOf(message.text, message.files?.length ?? 0), lastCustomerSeq: seq };
    // A new ticket is written once, as it will be after its first facts.
    if (!found.open)
      await insertTicket(tx, {
        ...after(found.ticket, change),
        seq: news.length,
        ...shownAt(opening.facts.length + 1),
      });
    await tx.query(
      prepared(
        `INSERT INTO inbound_key (workspace_id, connection_id, external_id, message_id, ticket_id) VALUES ($1, $2, $3, $4, $5)`,
      ),
      [workspaceId, connectionId, externalId, messageId, found.ticket.id],
    );
    const about = { workspaceId, ticketId: found.ticket.id };
    const facts = found.open ? await this.facts.record(tx, about, news) : await this.facts.begin(tx, about, news);
    const seq = facts[opening.facts.length]!.seq;
    await insertMessage(
      tx,
      newMessage({
        workspaceId,
        id: messageId,
        ticketId: found.ticket.id,
        seq,
        kind: 'customer',
        state: 'received',
        contactId: message.contactId,
        identityId: message.identityId,
        text: message.text,
        html: message.html,
        quoted: message.quoted ?? null,
        files: message.files ?? [],
        mail: message.mail ?? null,
        why: message.why ?? usualWhy(found, message),
        automatic: message.automatic ?? false,
        clientId: message.clientId ?? null,
        externalId,
        replyTo: message.replyTo ?? null,
        via: found.via,
        album: message.album ? firstPart(message.album, part) : null,
        at,
      }),
    );
    if (found.open) await updateTicket(tx, found.ticket, { ...change.patch, ...shownAt(seq) });
    if (change.patch.episode !== undefined) await endEpisode(tx, found.ticket, at);
    if (found.ticket.sideOf && !message.automatic) await this.sides.answered(tx, found.ticket, messageId, at);
    return { ticketId: found.ticket.id, messageId, seq, duplicate: false, opened: !found.open };
  }

  /** The ticket this belongs to, locked; or a new one, not yet inserted. */
  private async find(tx: Tx, message: ReceivedMessage): Promise<{ ticket: Ticket; open: boolean; via: string | null }> {
    let follows = message.follows ?? null;
    if (message.ticketId) {
      const ticket = await lockLiving(tx, message.workspaceId, message.ticketId);
      const led = ticket && ticket.id !== message.ticketId ? message.ticketId : null;
      const via = led ?? (ticket && (await sourceOf(tx, ticket, message.contactId)));
      const parent = ticket && (await parentOf(tx, ticket));
      if (ticket && takesMore(ticket) && !parent?.trashedAt) return { ticket, open: true, via };
      follows = ticket?.id ?? follows;
    } else if (message.conversation !== null) {
      const ticket = await lockConversation(tx, message.workspaceId, message.connectionId, message.conversation);
      if (ticket) return { ticket, open: true, via: null };
      const { workspaceId, connectionId, conversation } = message;
      const last = await lastOfConversation(tx, workspaceId, connectionId, conversation);
      const gone = last === null ? null : await mergedConversation(tx, workspaceId, connectionId, conversation);
      const living = gone && (await lockLiving(tx, workspaceId, gone.id));
      if (living && takesMore(living)) return { ticket: living, open: true, via: gone.via };
      follows ??= living?.id ?? last;
    }
    return { ticket: await this.blank(message, await this.shownIn(tx, message, follows)), open: false, via: null };
  }

  /** What follows a side conversation follows its ticket: people find it by that. */
  private async shownIn(tx: Tx, { workspaceId }: ReceivedMessage, ticketId: string | null): Promise<string | null> {
    const ticket = ticketId && (await readTicketRow(tx, workspaceId, ticketId));
    const parent = ticket && (await parentOf(tx, ticket));
    return parent ? parent.id : ticketId;
  }

  private async blank(message: ReceivedMessage, follows: string | null): Promise<Ticket> {
    const now = this.clock.now();
    const at = message.at > now ? now : message.at;
    return {
      ...freshTicket(at),
      workspaceId: message.workspaceId,
      id: newId(),
      number: await this.numbers.run(message.workspaceId),
      channel: message.channel,
      connectionId: message.connectionId,
      conversation: message.conversation,
      contactId: message.contactId,
      identityId: message.identityId,
      subject: message.subject ?? null,
      language: message.language ?? null,
      spam: message.spam ?? false,
      follows,
    };
  }

  private openingFacts(ticket: Ticket, at: Date): Change {
    const { channel, connectionId, contactId, number, startedBy, language, follows } = ticket;
    return {
      patch: {},
      facts: [TicketOpened.of(at, { channel, connectionId, contactId, number, startedBy, language, follows })],
    };
  }
}

/** The ticket, or the one it was merged into, locked. A merge or its undoing in between: looked up again. */
async function lockLiving(tx: Tx, workspaceId: string, id: string): Promise<Ticket | null> {
  for (let tries = 0; tries < 5; tries++) {
    const ticket = await lockTicket(tx, workspaceId, await mergedTo(tx, workspaceId, id));
    if (!ticket?.mergedInto) return ticket;
  }
  return null;
}

/** Another person than the ticket's own speaks in the ticket of theirs that was merged into it, if there is one. */
async function sourceOf(tx: Tx, ticket: Ticket, contactId: string): Promise<string | null> {
  if (contactId === ticket.contactId) return null;
  const [source] = await tx.query<{ id: string }>(
    `SELECT s.id FROM ticket_merge g JOIN ticket s ON s.workspace_id = $1 AND s.id = g.ticket_id AND s.contact_id = $3
     WHERE g.workspace_id = $1 AND g.into_id = $2 AND g.undone_at IS NULL ORDER BY g.at DESC LIMIT 1`,
    [ticket.workspaceId, ticket.id, contactId],
  );
  return source?.id ?? null;
}

/** What is closed is locked; what is in the trash is out of sight: words of today must not go there. */
const takesMore = (ticket: Ticket): boolean => ticket.state !== 'closed' && ticket.trashedAt === null;

/** Why a message is where it is, when nothing more special is known; codes that screens translate. */
function usualWhy(found: { ticket: Ticket; open: boolean }, message: ReceivedMessage): string {
  if (found.open) return 'same-conversation';
  return found.ticket.follows === null || message.follows ? 'new-conversation' : 'follow-up';
}

/** Two deliveries raced and the other one won: looking again finds what it made. */
export function isLostRace(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
}
