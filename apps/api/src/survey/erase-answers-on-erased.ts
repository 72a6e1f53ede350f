// A ticket was erased for good: what its customer wrote with a rating goes too; the rating itself stays in the reports.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Fact } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { ErasureDuties } from '../tickets/erasure-duties.js';
import { TicketErased } from '../tickets/events.js';
import { forgetComments } from './answer.store.js';
import { forgetDrafts } from './answer-draft.store.js';
import { forgetCaseWords } from './cases/case.store.js';
import { EraseAnswers } from './survey-jobs.job.js';

@Injectable()
export class EraseAnswersOnErased {
  constructor(
    private readonly database: Database,
    private readonly duties: ErasureDuties,
  ) {}

  @On(TicketErased)
  order(fact: Fact): JobOrder {
    const { workspaceId, ticketId } = fact;
    return EraseAnswers.order({ workspaceId, ticketId }, ticketId) as JobOrder;
  }

  @Handles(EraseAnswers)
  async run({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }): Promise<void> {
    await forgetCaseWords(this.database, workspaceId, ticketId);
    await forgetDrafts(this.database, workspaceId, ticketId);
    await forgetComments(this.database, workspaceId, ticketId);
    await this.duties.done(this.database, workspaceId, ticketId, 'answers');
  }

  @Sweeps(EraseAnswers)
  async due(): Promise<JobOrder[]> {
    const due = await this.duties.due('answers');
    return due.map(({ workspaceId, ticketId }) => EraseAnswers.order({ workspaceId, ticketId }, ticketId) as JobOrder);
  }
}
