// Facts of a ticket are noted for its promises, in the transaction that takes them from the outbox; settling them is a job of its own.
import { Injectable } from '@nestjs/common';
import { ReadSlaPolicies } from '../desk/sla-policies.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import type { Fact } from '../platform/events/define-event.js';
import { type Projection, Projects } from '../platform/events/listeners.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { KeepPromises } from './keep-promises.job.js';
import { FACTS_OF_PROMISES } from './run-clocks.js';
import { markStale } from './sla-target.store.js';

@Injectable()
@Projects('promises', FACTS_OF_PROMISES)
export class NoteNewsOfPromises implements Projection {
  constructor(
    private readonly clock: Clock,
    private readonly policies: ReadSlaPolicies,
    private readonly jobs: Jobs,
  ) {}

  /** Of workspaces that promise nothing, nothing is noted: the first policy looks at every active ticket. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const promising = new Map<string, boolean>();
    for (const { workspaceId } of facts) {
      if (!promising.has(workspaceId))
        promising.set(workspaceId, (await this.policies.run(workspaceId, tx)).length > 0);
    }
    const last = new Map<string, Fact>();
    for (const fact of facts) if (promising.get(fact.workspaceId)) last.set(fact.ticketId, fact);
    if (last.size === 0) return;
    const news = [...last.values()].sort((a, b) => a.ticketId.localeCompare(b.ticketId));
    await markStale(
      tx,
      news.map(({ workspaceId, ticketId }) => ({ workspaceId, ticketId })),
      this.clock.now(),
    );
    for (const { workspaceId, ticketId, seq } of news)
      this.jobs.enqueueAfter(tx, KeepPromises.order({ workspaceId, ticketId }, `${ticketId}_${seq}`));
  }
}
