// Foresight: what the model says of open tickets is put onto their rows, where agents see it and rules may ask for it.
import { Injectable } from '@nestjs/common';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { JudgeOpenTickets } from '../reports/judge-open-tickets.js';
import { FlagSatisfactionRisk } from '../tickets/flag-satisfaction-risk.js';
import { FlagTicketsJob } from './flag-tickets.job.js';

@Injectable()
export class FlagTickets {
  constructor(
    private readonly judge: JudgeOpenTickets,
    private readonly flag: FlagSatisfactionRisk,
  ) {}

  /** Killed in between, the same tickets are judged again: what is so already stays as it is. */
  @Handles(FlagTicketsJob)
  async run({ workspaceId }: { workspaceId: string }): Promise<void> {
    for (;;) {
      const { risks, done } = await this.judge.run(workspaceId);
      if (risks.length === 0) return;
      await this.flag.run(workspaceId, risks);
      await done();
    }
  }

  @Sweeps(FlagTicketsJob)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await this.judge.workspaces(now);
    return due.map((one) => FlagTicketsJob.order(one, one.workspaceId) as JobOrder);
  }
}
