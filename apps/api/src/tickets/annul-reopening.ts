// The customer's message was only thanks: the reopening is taken back, the episode goes on, nobody is asked again.
import { Injectable } from '@nestjs/common';

import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { annulReopening } from './ticket.js';

@Injectable()
export class AnnulReopening {
  constructor(private readonly apply: ApplyRule) {}

  /** A ticket that was not reopened is left as it is. */
  async run(order: TicketOrder): Promise<void> {
    await this.apply.run(order, (ticket, at) => annulReopening(ticket, order.actor, at));
  }
}
