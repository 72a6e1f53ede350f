// A ticket gets a holder: an agent, a team, both or nobody.
import { Injectable } from '@nestjs/common';

import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { assign } from './ticket.js';

@Injectable()
export class AssignTicket {
  constructor(private readonly apply: ApplyRule) {}

  /** The caller has checked that agent and team are of this workspace. */
  async run(order: TicketOrder & { agentId: string | null; teamId: string | null }): Promise<void> {
    await this.apply.run(order, (ticket, at) => assign(ticket, order, order.actor, at));
  }
}
