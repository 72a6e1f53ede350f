// What happens in a side conversation is told in its ticket, in the same transaction: a line for agents, and a sleeping ticket wakes.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { NewFact } from '../../platform/events/define-event.js';
import { Facts } from '../../platform/events/record-facts.js';
import { type Actor, SideAnswered, SideFailed } from '../events.js';
import type { Message } from '../message.store.js';
import { type Change, changeState, inTurn, type Ticket, wake } from '../ticket.js';
import { lockTicket, mergedTo, updateTicket } from '../ticket.store.js';

const SYSTEM: Actor = { by: 'system', agentId: null };

@Injectable()
export class NoteOnTicket {
  constructor(private readonly facts: Facts) {}

  /** They have written: their words stay where they are. */
  async answered(tx: Tx, side: Ticket, messageId: string, at: Date): Promise<void> {
    const { id: sideId, assigneeId: ownerId } = side;
    await this.run(tx, side, [SideAnswered.of(at, { sideId, messageId, ownerId })], (ticket) =>
      side.sideWakes ? roused(ticket, at) : { patch: {}, facts: [] },
    );
  }

  /** Words of ours have not arrived there, or may not have. */
  async failed(tx: Tx, side: Ticket, message: Pick<Message, 'id' | 'agentId'>, at: Date): Promise<void> {
    await this.run(tx, side, [
      SideFailed.of(at, { sideId: side.id, messageId: message.id, ownerId: message.agentId ?? side.assigneeId }),
    ]);
  }

  /** The side conversation is locked already, then its ticket: always in this order. */
  async run(tx: Tx, side: Ticket, facts: NewFact[], change?: (ticket: Ticket) => Change): Promise<void> {
    const { workspaceId, sideOf } = side;
    if (!sideOf) return;
    const ticket = await lockTicket(tx, workspaceId, await mergedTo(tx, workspaceId, sideOf));
    if (!ticket) return;
    const further = change && !ticket.trashedAt && !ticket.mergedInto ? change(ticket) : { patch: {}, facts: [] };
    await updateTicket(tx, ticket, further.patch);
    await this.facts.record(tx, { workspaceId, ticketId: ticket.id }, [...facts, ...further.facts]);
  }
}

/** What waited for them goes on; what is solved stays solved. */
function roused(ticket: Ticket, at: Date): Change {
  const awake = wake(ticket, 'side', SYSTEM, at);
  return ticket.state === 'hold' ? inTurn(ticket, awake, (now) => changeState(now, 'open', SYSTEM, at)) : awake;
}
