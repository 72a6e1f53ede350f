// Policies or working hours have changed: every open deadline of the workspace is reckoned anew, finished ones never.
import { Injectable } from '@nestjs/common';
import { RevisePromises } from '../desk/revise-promises.job.js';
import { ReadSlaPolicies } from '../desk/sla-policies.js';
import { Database } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { ActiveTickets } from '../tickets/active-tickets.js';
import { ChangeRules } from './change-rules.js';
import { KeepTicketPromises } from './keep-promises.js';
import { readTerms, writeTerms } from './sla-target.store.js';

@Injectable()
export class ReviseOpenPromises {
  constructor(
    private readonly database: Database,
    private readonly policies: ReadSlaPolicies,
    private readonly tickets: ActiveTickets,
    private readonly keep: KeepTicketPromises,
    private readonly rules: ChangeRules,
  ) {}

  /** The terms are written down last: killed on the way, it begins again. Changed on the way, the sweep sees other terms. */
  @Handles(RevisePromises)
  async run({ workspaceId }: { workspaceId: string }): Promise<void> {
    await this.rules.resetBusinessClocks(workspaceId);
    const [now] = await this.policies.terms(workspaceId);
    if (!now || (await readTerms(this.database)).some((kept) => same(kept, now))) return;
    let page: string[] = [];
    do {
      page = await this.tickets.run(this.database, workspaceId, page.at(-1) ?? null);
      for (const ticketId of page) await this.keep.run({ workspaceId, ticketId });
    } while (page.length > 0);
    await writeTerms(this.database, workspaceId, now.terms);
  }

  @Sweeps(RevisePromises)
  async due(): Promise<JobOrder[]> {
    const kept = await readTerms(this.database);
    const changed = (await this.policies.terms(null)).filter((now) => !kept.some((one) => same(one, now)));
    return changed.map(({ workspaceId }) => RevisePromises.order({ workspaceId }, workspaceId));
  }
}

const same = (a: { workspaceId: string; terms: string }, b: { workspaceId: string; terms: string }) =>
  a.workspaceId === b.workspaceId && a.terms === b.terms;
