// A ticket was erased for good: the mails of it that were kept here go too, and what is known of its letters.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { type Fact, ofSide } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { ErasureDuties } from '../tickets/erasure-duties.js';
import { TicketErased } from '../tickets/events.js';
import { EraseKeptJob } from './erase-kept.job.js';
import { deleteKeptMailsOf } from './kept-mail.store.js';
import { deleteLettersOf } from './letters/letter.store.js';

@Injectable()
export class EraseKeptOnErased {
  constructor(
    private readonly database: Database,
    private readonly duties: ErasureDuties,
  ) {}

  @On(TicketErased)
  order(fact: Fact): JobOrder {
    const { workspaceId, ticketId } = fact;
    return EraseKeptJob.order({ workspaceId, ticketId }, ticketId) as JobOrder;
  }

  @On(ofSide(TicketErased))
  orderOfSide(fact: Fact): JobOrder {
    return this.order(fact);
  }

  @Handles(EraseKeptJob)
  async run({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }): Promise<void> {
    await deleteKeptMailsOf(this.database, workspaceId, ticketId);
    await deleteLettersOf(this.database, workspaceId, ticketId);
    await this.duties.done(this.database, workspaceId, ticketId, 'kept-mails');
  }

  @Sweeps(EraseKeptJob)
  async due(): Promise<JobOrder[]> {
    const due = await this.duties.due('kept-mails');
    return due.map(({ workspaceId, ticketId }) => EraseKeptJob.order({ workspaceId, ticketId }, ticketId) as JobOrder);
  }
}
