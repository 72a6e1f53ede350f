// What gives somebody room is written down for routing, in the same transaction, until routing has looked.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Sql, Tx } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { type AgentKey, markRouted, markUnrouted, unroutedPresence } from './presence.store.js';
import { RouteAgent } from './route-agent.job.js';

@Injectable()
export class WakeRouting {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** These may have room now. */
  async wake(tx: Tx, workspaceId: string, agentIds: string[]): Promise<void> {
    if (agentIds.length === 0) return;
    await markUnrouted(tx, workspaceId, agentIds, this.clock.now());
    for (const agentId of agentIds)
      this.jobs.enqueueAfter(tx, RouteAgent.order({ workspaceId, agentId }, `${agentId}_${newId()}`));
  }

  /** Routing has looked at what it knew by `seen`. */
  done(sql: Sql, key: AgentKey, seen: Date): Promise<void> {
    return markRouted(sql, key, seen);
  }

  due(sql: Sql, now: Date): Promise<AgentKey[]> {
    return unroutedPresence(sql, now);
  }
}
