// Path B, first step: an agent's reply, note or card becomes a row: held while it can be undone, then queued to go out.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import { AddressReply, type NamedCopies } from './address-reply.js';
import { type Actor, MessageQueued, NoteAdded, NoteMentioned } from './events.js';
import { refuseAway } from './merge-rules.js';
import {
  insertMessage,
  newMessage,
  type StoredCard,
  type StoredMentions,
  type StoredTemplate,
} from './message.store.js';
import { previewOf } from './preview.js';
import { ReleaseReplies } from './release-replies.js';
import { ReadReplyWindow } from './reply-window.js';
import { RequireFields } from './require-fields.js';
import { parentOf } from './sides/side.store.js';
import type { Ticket } from './ticket.js';
import { lockTicket, updateTicket } from './ticket.store.js';
import type { TicketAction } from './ticket-action.js';
import { CrossedReply } from './writing/crossed-reply.js';
import { FollowMessage } from './writing/follow-message.js';
import { noteUses } from './writing/macro-use.store.js';
import { SettleDraft } from './writing/settle-draft.js';

export interface OutgoingMessage {
  workspaceId: string;
  ticketId: string;
  actor: Actor;
  /** agent: a public reply. note: for colleagues only. bot: a card or an automatic word; moves no clock. */
  kind: 'agent' | 'note' | 'bot';
  text: string;
  html: string | null;
  files?: { id: string; contentId: string | null }[];
  card?: StoredCard | null;
  /** Words the vendor approved beforehand; may be sent when the channel's time to answer is over. */
  template?: StoredTemplate | null;
  /** By mail: whom the agent copies. */
  copies?: NamedCopies;
  /** The state the ticket takes once the reply is on its way (Send and solve). */
  thenState?: 'pending' | 'hold' | 'solved' | null;
  /** Done to the ticket once this is on its way; a macro's. */
  actions?: TicketAction[];
  /** The macros whose words these were, for their count. */
  macroIds?: string[];
  /** Of a note: whom it names. The caller has checked that they are of this workspace. */
  mentions?: StoredMentions | null;
  /** The last reply of ours that its writer had seen; a colleague's later one refuses this. Absent: not asked. */
  seenSeq?: number | null;
  /** A second post with the same key answers with the first's message. */
  idempotencyKey: string | null;
  /** The undo window; 0: at once. */
  holdSeconds: number;
  /** A question about everything is put into a conversation that is over, too. */
  evenClosed?: boolean;
  /** Goes by the address and connection of this other ticket of the same person. */
  via?: string | null;
  /** Fixed beforehand by callers that must not make a second one after a crash. */
  messageId?: string;
}

export interface Posted {
  messageId: string;
  seq: number;
  duplicate: boolean;
}

@Injectable()
export class PostMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly release: ReleaseReplies,
    private readonly address: AddressReply,
    private readonly window: ReadReplyWindow,
    private readonly required: RequireFields,
    private readonly crossed: CrossedReply,
    private readonly follow: FollowMessage,
    private readonly drafts: SettleDraft,
  ) {}

  /**
   * @throws DomainError not-found, ticket-closed, reply-window-over, reply-crossed, key-reused (by other words, or by a
   * reply that was taken back).
   */
  async run(message: OutgoingMessage, tx?: Tx): Promise<Posted> {
    return tx ? this.post(tx, message) : this.database.transaction((own) => this.post(own, message));
  }

  private async post(tx: Tx, message: OutgoingMessage): Promise<Posted> {
    const { workspaceId, ticketId } = message;
    const ticket = await lockTicket(tx, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    if (ticket.mergedInto || ticket.trashedAt) return refuseGone(tx, ticket, message.idempotencyKey);
    if (ticket.sideOf) await this.refuseInSide(tx, ticket, message);
    const messageId = message.messageId ?? newId();
    const earlier = await this.claimKey(tx, message, messageId);
    if (earlier) return earlier;
    if (ticket.state === 'closed' && !message.evenClosed) throw new DomainError('ticket-closed');
    const now = this.clock.now();
    if (message.kind === 'agent') await this.checkWindow(tx, ticket, message.template ?? null, now);
    if (message.thenState === 'solved') await this.required.run(tx, ticket, message.actor, comingFields(message));
    await this.crossed.check(tx, message);
    const dueAt = new Date(now.getTime() + message.holdSeconds * 1000);
    const note = message.kind === 'note';
    const [fact] = await this.facts.record(tx, { workspaceId, ticketId }, [
      ...(note
        ? [NoteAdded.of(now, { messageId, actor: message.actor }), ...mentionsOf(message, messageId, now)]
        : [MessageQueued.of(now, { messageId, dueAt: dueAt.toISOString() })]),
    ]);
    const row = newMessage({
      workspaceId,
      id: messageId,
      ticketId,
      seq: fact!.seq,
      kind: message.kind,
      state: note ? 'noted' : message.kind === 'agent' ? 'held' : 'queued',
      agentId: message.actor.agentId,
      text: message.text,
      html: message.html,
      files: message.files ?? [],
      card: message.card ?? null,
      template: message.template ?? null,
      mentions: message.mentions ?? null,
      actions: message.actions?.length ? message.actions : null,
      mail: message.kind === 'agent' ? await this.mailOf(tx, ticket, message) : null,
      thenState: message.thenState ?? null,
      via: message.via ?? null,
      actor: message.actor,
      at: now,
      dueAt: note ? null : dueAt,
    });
    await insertMessage(tx, row);
    await this.show(tx, ticket, message, now);
    await this.settle(tx, message, now);
    if (note) this.follow.after(tx, row);
    if (message.kind === 'agent' && message.holdSeconds === 0) await this.release.run(tx, ticket, [row]);
    return { messageId, seq: fact!.seq, duplicate: false };
  }

  /** There, people write to people: no machine, no note of ours, nothing that would be done to a ticket. @throws DomainError. */
  private async refuseInSide(tx: Tx, ticket: Ticket, message: OutgoingMessage): Promise<void> {
    const { kind, actor, thenState, actions } = message;
    if (kind === 'bot' || (kind === 'note' && actor.by !== 'system') || thenState || actions?.length)
      throw new DomainError('not-found');
    const parent = await parentOf(tx, ticket);
    if (parent) refuseAway(parent);
  }

  /** What was typed is a message now: no draft of it is left, and the macros it came from are counted. */
  private async settle(tx: Tx, message: OutgoingMessage, now: Date): Promise<void> {
    const { workspaceId, ticketId, actor, kind, idempotencyKey, macroIds } = message;
    if (!actor.agentId || kind === 'bot') return;
    const mode = kind === 'note' ? 'note' : 'reply';
    const draft = { workspaceId, ticketId, agentId: actor.agentId, mode } as const;
    if (idempotencyKey) await this.drafts.run(tx, { ...draft, key: idempotencyKey });
    await noteUses(tx, workspaceId, macroIds ?? [], actor.agentId, now);
  }

  private async mailOf(tx: Tx, ticket: Ticket, message: OutgoingMessage): Promise<Record<string, unknown> | null> {
    const mail = await this.address.run(tx, ticket, message.copies ?? {});
    return mail && { ...mail };
  }

  private async checkWindow(tx: Tx, ticket: Ticket, template: StoredTemplate | null, now: Date): Promise<void> {
    const { templates, replyWindowHours, endsAt } = await this.window.run(tx, ticket);
    if (template && !templates) throw new DomainError('validation-failed', { fields: ['template'] });
    if (!template && endsAt && now > endsAt)
      throw new DomainError('reply-window-over', { hours: replyWindowHours ?? 0 });
  }

  /** Takes the idempotency key; answers with the earlier message when it was taken before. */
  private async claimKey(tx: Tx, message: OutgoingMessage, messageId: string): Promise<Posted | null> {
    const { workspaceId, ticketId, idempotencyKey } = message;
    const key = idempotencyKey ?? (message.messageId ? `id:${message.messageId}` : null);
    if (key === null) return null;
    const [taken] = await tx.query<{ messageId: string }>(
      `INSERT INTO outbound_key (workspace_id, ticket_id, idempotency_key, message_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING message_id AS "messageId"`,
      [workspaceId, ticketId, key, messageId],
    );
    if (taken) return null;
    const [earlier] = await tx.query<{ messageId: string; seq: number; state: string; text: string }>(
      `SELECT k.message_id AS "messageId", m.seq, m.state, m.text FROM outbound_key k
       JOIN message m ON m.workspace_id = k.workspace_id AND m.id = k.message_id
       WHERE k.workspace_id = $1 AND k.ticket_id = $2 AND k.idempotency_key = $3`,
      [workspaceId, ticketId, key],
    );
    // A late retry of a reply that was taken back must not send it after all; other words are no retry.
    if (!earlier || earlier.state === 'undone' || earlier.text !== message.text) throw new DomainError('key-reused');
    return { messageId: earlier.messageId, seq: earlier.seq, duplicate: true };
  }

  /** The queue shows our last words too, and stops the visible wait at once; the clock itself waits for the undo window. */
  private async show(tx: Tx, ticket: Ticket, message: OutgoingMessage, now: Date): Promise<void> {
    if (message.kind === 'note') return;
    const preview = message.kind === 'agent' ? previewOf(message.text, message.files?.length ?? 0) : ticket.preview;
    // Whoever writes in a side conversation waits for an answer, also if it had been closed.
    const asked: Partial<Ticket> = ticket.sideOf ? { state: 'pending', stateSince: now } : {};
    const shown = { preview, lastMessageAt: now, ...asked };
    await updateTicket(tx, ticket, shown);
    Object.assign(ticket, shown);
  }
}

/** Fields that the same order sets once the words are on their way. */
const comingFields = ({ actions }: OutgoingMessage) =>
  Object.assign({}, ...(actions ?? []).flatMap((one) => (one.do === 'set-fields' ? [one.values] : [])));

function mentionsOf({ mentions, actor }: OutgoingMessage, messageId: string, at: Date): NewFact[] {
  if (!mentions || mentions.agents.length + mentions.teams.length === 0) return [];
  return [NoteMentioned.of(at, { messageId, actor, agentIds: mentions.agents, teamIds: mentions.teams })];
}

/** A retry of what was sent before the ticket went away is no refusal. @throws DomainError ticket-merged, ticket-trashed. */
async function refuseGone(tx: Tx, ticket: Ticket, key: string | null): Promise<Posted> {
  const [sent] = await tx.query<{ messageId: string; seq: number }>(
    `SELECT m.id AS "messageId", m.seq FROM outbound_key k JOIN message m ON m.workspace_id = k.workspace_id AND m.id = k.message_id
     WHERE k.workspace_id = $1 AND m.workspace_id = $1 AND k.ticket_id = $2 AND k.idempotency_key = $3 AND m.state <> 'undone'`,
    [ticket.workspaceId, ticket.id, key],
  );
  if (!sent) refuseAway(ticket);
  return { ...sent!, duplicate: true };
}
