// Facts of a ticket are noted for the rules, in the transaction that takes them from the outbox; asking the rules is a job of its own.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import type { Fact } from '../platform/events/define-event.js';
import { type Projection, Projects } from '../platform/events/listeners.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { acknowledges } from './acknowledgement.store.js';
import { FACTS_OF_RULES } from './happening.js';
import { ObeyRules } from './obey-rules.job.js';
import { noteNews } from './rule-work.store.js';
import { listRules } from './rules.store.js';

@Injectable()
@Projects('rules', FACTS_OF_RULES)
export class NoteNewsForRules implements Projection {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** Of workspaces without rules nothing is noted. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const listening = new Map<string, boolean>();
    for (const { workspaceId } of facts)
      if (!listening.has(workspaceId)) listening.set(workspaceId, await this.listens(tx, workspaceId));
    const news = new Map<string, { workspaceId: string; ticketId: string; firstSeq: number; lastSeq: number }>();
    for (const { workspaceId, ticketId, seq } of facts) {
      if (!listening.get(workspaceId)) continue;
      const known = news.get(ticketId);
      if (known) known.lastSeq = seq;
      else news.set(ticketId, { workspaceId, ticketId, firstSeq: seq, lastSeq: seq });
    }
    if (news.size === 0) return;
    const all = [...news.values()].sort((a, b) => a.ticketId.localeCompare(b.ticketId));
    await noteNews(tx, all, this.clock.now());
    for (const { workspaceId, ticketId, lastSeq } of all)
      this.jobs.enqueueAfter(tx, ObeyRules.order({ workspaceId, ticketId }, `${ticketId}_${lastSeq}`));
  }

  private async listens(tx: Tx, workspaceId: string): Promise<boolean> {
    return (await listRules(tx, workspaceId)).some((rule) => rule.enabled) || (await acknowledges(tx, workspaceId));
  }
}
