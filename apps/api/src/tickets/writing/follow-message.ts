// Path B, beside it: a message that is on its way takes its actions along, as an order of its own.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { Message } from '../message.store.js';
import { FollowMessageJob } from './follow-message.job.js';

@Injectable()
export class FollowMessage {
  constructor(private readonly jobs: Jobs) {}

  /** Once this transaction is the truth. A lost order is found by the sweep. */
  after(tx: Tx, { workspaceId, ticketId, id, actions }: Message): void {
    if (actions) this.jobs.enqueueAfter(tx, FollowMessageJob.order({ workspaceId, ticketId, messageId: id }, id));
  }
}
