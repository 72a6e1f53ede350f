// An agent moves a ticket between open, pending and on hold; open on a solved one reopens it: the next episode begins.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { changeState, reopen } from './ticket.js';

@Injectable()
export class ChangeState {
  constructor(private readonly apply: ApplyRule) {}

  /** False: it was so already. @throws DomainError not-found, ticket-closed, conflict (only open is possible from solved). */
  run(order: TicketOrder & { state: 'open' | 'pending' | 'hold' }, tx?: Tx): Promise<boolean> {
    return this.apply.run(
      order,
      (ticket, at) => {
        if (ticket.state !== 'solved') return changeState(ticket, order.state, order.actor, at);
        if (order.state !== 'open') throw new DomainError('conflict');
        return reopen(ticket, order.actor, at);
      },
      tx,
    );
  }
}
