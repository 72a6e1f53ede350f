// A ticket gets a holder: an agent, a team, both or nobody.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { assign } from './ticket.js';

@Injectable()
export class AssignTicket {
  constructor(private readonly apply: ApplyRule) {}

  /** The caller has checked that agent and team are of this workspace. Absent: as it is. False: nothing was to change. */
  run(order: TicketOrder & { agentId?: string | null; teamId?: string | null }, tx?: Tx): Promise<boolean> {
    return this.apply.run(
      order,
      (ticket, at) => {
        const { agentId = ticket.assigneeId, teamId = ticket.teamId } = order;
        return assign(ticket, { ...order, agentId, teamId }, order.actor, at);
      },
      tx,
    );
  }
}
