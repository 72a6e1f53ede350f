// The way of routing has changed: every open ticket that nobody holds is looked at once, page by page.
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { CountLoads } from '../../tickets/count-loads.js';
import { ReviseRouting } from './route-ticket.job.js';
import { RouteTicket } from './route-ticket.js';
import { dropRevised, readRevised, revisedWorkspaces } from './routing.store.js';

@Injectable()
export class ReviseWaiting {
  constructor(
    private readonly database: Database,
    private readonly loads: CountLoads,
    private readonly route: RouteTicket,
  ) {}

  /** The mark goes last: killed on the way, it begins again. Changed on the way, the mark stays. */
  @Handles(ReviseRouting)
  async run({ workspaceId }: { workspaceId: string }): Promise<void> {
    const seen = await readRevised(this.database, workspaceId);
    if (!seen) return;
    let page: string[] = [];
    do {
      page = await this.loads.unheld(this.database, workspaceId, page.at(-1) ?? null);
      for (const ticketId of page) await this.route.run({ workspaceId, ticketId });
    } while (page.length > 0);
    await dropRevised(this.database, workspaceId, seen);
  }

  @Sweeps(ReviseRouting)
  async due(now: Date): Promise<JobOrder[]> {
    const revised = await revisedWorkspaces(this.database, now);
    return revised.map(({ workspaceId }) => ReviseRouting.order({ workspaceId }, workspaceId));
  }
}
