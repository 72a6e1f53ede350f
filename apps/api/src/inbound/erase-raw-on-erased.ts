// A ticket was erased for good: the raw bodies it was made of go too; their rows stay, and say that they are gone.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { bareType, type Fact, ofSide } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { type DueErasure, ErasureDuties } from '../tickets/erasure-duties.js';
import { TicketErased } from '../tickets/events.js';
import { EraseRawJob } from './erase-raw.job.js';
import { bodiesOfMessages, forgetSummaries } from './retention.store.js';

@Injectable()
export class EraseRawOnErased {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly duties: ErasureDuties,
  ) {}

  @On(ofSide(TicketErased))
  orderOfSide(fact: Fact): JobOrder | null {
    return this.order({ ...fact, type: bareType(fact.type) });
  }

  @On(TicketErased)
  order(fact: Fact): JobOrder | null {
    if (!TicketErased.is(fact)) return null;
    const { workspaceId, ticketId } = fact;
    return EraseRawJob.order({ workspaceId, ticketId, messageIds: fact.payload.messageIds }, ticketId) as JobOrder;
  }

  /** Files first: killed on the way, it begins again and finds what is left. */
  @Handles(EraseRawJob)
  async run({ workspaceId, ticketId, messageIds }: DueErasure): Promise<void> {
    const bodies = await bodiesOfMessages(this.database, workspaceId, messageIds);
    for (const { bodyFile } of bodies) if (bodyFile) await this.files.dropRaw(bodyFile);
    await forgetSummaries(
      this.database,
      workspaceId,
      bodies.map((one) => one.id),
      this.clock.now(),
    );
    await this.duties.done(this.database, workspaceId, ticketId, 'raw-bodies');
  }

  @Sweeps(EraseRawJob)
  async due(): Promise<JobOrder[]> {
    return (await this.duties.due('raw-bodies')).map((one) => EraseRawJob.order(one, one.ticketId) as JobOrder);
  }
}
