// A ticket leaves the queue until an instant, or comes back before it; nothing else of it changes, no clock stops.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { snooze, wake } from './ticket.js';
import { WakeTicketJob } from './wake-ticket.job.js';

const LONGEST_MS = 366 * 24 * 3600 * 1000;

@Injectable()
export class SnoozeTicket {
  constructor(
    private readonly database: Database,
    private readonly apply: ApplyRule,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /**
   * `until` null: it wakes now. The customer's next message wakes it too. False: it was so already.
   * @throws DomainError not-found; ticket-closed; conflict (solved or spam: it is in no queue); validation-failed (`until`
   * has passed, or is more than a year away).
   */
  async run(order: TicketOrder & { until: Date | null }, own?: Tx): Promise<boolean> {
    const { workspaceId, ticketId, actor, until } = order;
    if (until) {
      const away = until.getTime() - this.clock.now().getTime();
      if (!(away > 0 && away <= LONGEST_MS)) throw new DomainError('validation-failed', { fields: ['until'] });
    }
    const work = async (tx: Tx) => {
      const changed = await this.apply.run(
        order,
        (ticket, at) => {
          if (!until) return wake(ticket, 'person', actor, at);
          if (ticket.state === 'solved' || ticket.spam) throw new DomainError('conflict');
          return snooze(ticket, until, actor, at);
        },
        tx,
      );
      const id = `${ticketId}_${until?.getTime()}`;
      if (changed && until) this.jobs.enqueueAfter(tx, WakeTicketJob.order({ workspaceId, ticketId }, id, until));
      return changed;
    };
    return own ? work(own) : this.database.transaction(work);
  }
}
