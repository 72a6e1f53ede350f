// Path B: a reply whose undo window has passed begins to count: its clocks, facts and the state it brings, in one transaction.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { solveLocked } from './episode.store.js';
import { MeasureDuration } from './measure-duration.js';
import { type Message, updateMessage } from './message.store.js';
import { reply } from './talk.js';
import { after, changeState, inTurn, type Ticket } from './ticket.js';
import { firstCustomerMessageAfter, updateTicket } from './ticket.store.js';
import { FollowMessage } from './writing/follow-message.js';

@Injectable()
export class ReleaseReplies {
  constructor(
    private readonly facts: Facts,
    private readonly durations: MeasureDuration,
    private readonly follow: FollowMessage,
  ) {}

  /** Releases these held replies of a locked ticket, in order. Answers with the ticket as it is then. */
  async run(tx: Tx, locked: Ticket, held: Message[]): Promise<Ticket> {
    let ticket = locked;
    for (const message of held) {
      const actor = message.actor ?? { by: 'agent' as const, agentId: message.agentId };
      const nextWaiting = await firstCustomerMessageAfter(tx, ticket.workspaceId, ticket.id, message.at);
      const measure = await this.durations.for(tx, ticket.workspaceId, ticket.teamId);
      const { ended, ...change } = reply(
        ticket,
        { messageId: message.id, actor, pressedAt: message.at, nextWaiting },
        measure,
      );
      const to = message.thenState;
      const whole =
        to === 'pending' || to === 'hold'
          ? inTurn(ticket, change, (now) => changeState(now, to, actor, message.at))
          : change;
      await updateMessage(tx, message, { state: 'queued', measured: ended });
      await updateTicket(tx, ticket, whole.patch);
      await this.facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, whole.facts);
      ticket = after(ticket, whole);
      this.follow.after(tx, message);
      // A customer who wrote on during the undo window is still waiting: their words are not solved away.
      if (to === 'solved' && nextWaiting === null)
        ticket = await solveLocked(tx, this.facts, ticket, actor, message.at, measure);
    }
    return ticket;
  }
}
