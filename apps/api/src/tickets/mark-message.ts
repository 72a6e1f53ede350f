// Path B, last step: how far a message has come; a failure takes back the clocks it had stopped.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { MessageMarked } from './events.js';
import { InFlight } from './in-flight.js';
import { lockMessage } from './lock-message.js';
import { type Message, updateMessage } from './message.store.js';
import { NoteOnTicket } from './sides/note-on-ticket.js';
import { TakeBackReply } from './take-back-reply.js';
import type { Change } from './ticket.js';
import { readTicketRow, updateTicket } from './ticket.store.js';

export type Mark = 'sent' | 'delivered' | 'read' | 'kept' | 'failed' | 'unknown';

/** A later word only counts if it says more: a delivery receipt after a read one changes nothing. */
const RANK: Record<string, number> = {
  held: 0,
  queued: 1,
  sending: 2,
  unknown: 3,
  failed: 3,
  kept: 3,
  sent: 4,
  delivered: 5,
  read: 6,
};

@Injectable()
export class MarkMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly inFlight: InFlight,
    private readonly sides: NoteOnTicket,
    private readonly takeBack: TakeBackReply,
  ) {}

  async run(mark: {
    workspaceId: string;
    messageId: string;
    state: Mark;
    externalId?: string | null;
    /** What else it is called there: a long text or several files went as more than one. */
    partIds?: string[];
    remedy?: string | null;
  }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const found = await lockMessage(tx, mark.workspaceId, mark.messageId);
      if (!found) throw new DomainError('not-found');
      const { ticket, message } = found;
      if (!saysMore(message.state, mark.state)) return;
      const way = (message.via && (await readTicketRow(tx, mark.workspaceId, message.via))) || ticket;
      const now = this.clock.now();
      await updateMessage(tx, message, {
        state: mark.state,
        sender: null,
        dueAt: null,
        remedy: mark.remedy ?? null,
        ...(mark.externalId ? { externalId: mark.externalId } : {}),
        ...(mark.state === 'sent' ? { sentAt: now } : {}),
      });
      await nameParts(tx, message, way.connectionId, mark.partIds ?? []);
      const facts: NewFact[] = [
        MessageMarked.of(now, { messageId: message.id, state: mark.state, bot: message.kind === 'bot' }),
      ];
      const annulled: Change =
        mark.state === 'failed' && message.kind === 'agent'
          ? await this.takeBack.run(tx, ticket, message, now)
          : { patch: {}, facts: [] };
      await updateTicket(tx, ticket, annulled.patch);
      await this.facts.record(tx, { workspaceId: mark.workspaceId, ticketId: ticket.id }, [
        ...facts,
        ...annulled.facts,
      ]);
      if (ticket.sideOf && (mark.state === 'failed' || mark.state === 'unknown'))
        await this.sides.failed(tx, ticket, message, now);
    });
    this.inFlight.settle(mark.messageId);
  }
}

/** A reaction to the third part, or its receipt, speaks of the message; an echo of it is known by its name. */
async function nameParts(
  tx: Tx,
  { workspaceId, id, ticketId }: Pick<Message, 'workspaceId' | 'id' | 'ticketId'>,
  connectionId: string,
  partIds: string[],
): Promise<void> {
  if (partIds.length === 0) return;
  await tx.query(
    `INSERT INTO inbound_key (workspace_id, connection_id, external_id, message_id, ticket_id)
     SELECT $1, $2, part, $4, $5 FROM unnest($3::text[]) AS part ON CONFLICT DO NOTHING`,
    [workspaceId, connectionId, partIds, id, ticketId],
  );
}

function saysMore(from: string, to: Mark): boolean {
  if (to === 'failed' || to === 'unknown')
    return ['held', 'queued', 'sending', 'unknown', 'sent'].includes(from) && from !== to;
  return (RANK[to] ?? 0) > (RANK[from] ?? 99);
}
