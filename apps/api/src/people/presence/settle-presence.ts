// What somebody chose, or a sign of life, becomes the state that everybody sees; whoever waits for such news is told.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { type PresenceState, presenceAt } from './presence.js';
import { type AgentKey, lockPresence, type PresenceRow, writePresence, writeSpan } from './presence.store.js';
import { RouteAgent } from './route-agent.job.js';

export interface PresenceChange {
  chosen?: PresenceState;
  /** Of one's own will: their unanswered tickets go back to the queue. */
  handBack?: boolean;
  alive?: boolean;
  /** They have signed out of the last of their screens. */
  left?: boolean;
}

@Injectable()
export class SettlePresence {
  /** Since when signs of life can be heard here: what was silent before it may have been the desk itself. */
  private listeningSince: Date;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passing: PassingNews,
    private readonly jobs: Jobs,
  ) {
    this.listeningSince = clock.now();
  }

  /** The desk was deaf until now (no database, the machine slept): nobody is thought gone for that. */
  listenAnew(): void {
    this.listeningSince = this.clock.now();
  }

  /** However often: it writes what follows from all that is known. Null: no such agent. */
  run(key: AgentKey, change: PresenceChange = {}, tx?: Tx): Promise<PresenceRow | null> {
    return tx ? this.settle(tx, key, change) : this.database.transaction((own) => this.settle(own, key, change));
  }

  private async settle(tx: Tx, key: AgentKey, change: PresenceChange): Promise<PresenceRow | null> {
    const now = this.clock.now();
    const before = await lockPresence(tx, key, now);
    if (!before) return null;
    const chosen = change.chosen ?? before.chosen;
    const said = change.chosen !== undefined;
    const known: PresenceRow = {
      ...before,
      chosen,
      chosenAt: said ? now : before.chosenAt,
      handBack: said ? chosen !== 'online' && change.handBack === true : before.handBack,
      aliveAt: change.left ? null : change.alive ? now : before.aliveAt,
    };
    // Whoever was thought gone is not here for want of anybody who listened: only a sign of life brings them back.
    const deaf = before.state === 'offline' ? null : this.listeningSince;
    const { state, why, until } = presenceAt(known, now, deaf);
    const other = state !== before.state;
    const hands = known.handBack && !before.handBack;
    await writePresence(tx, key, {
      ...known,
      state,
      why,
      since: other ? now : before.since,
      checkAt: until,
      unroutedSince: other || hands ? now : before.unroutedSince,
    });
    if (other && before.state !== 'offline')
      await writeSpan(tx, key, { state: before.state, since: before.since, until: now });
    if (other || hands) this.jobs.enqueueAfter(tx, RouteAgent.order({ ...key }, `${key.agentId}_${now.getTime()}`));
    if (other || said || why !== before.why)
      tx.afterCommit(() => this.passing.tellPresence({ workspaceId: key.workspaceId, agentId: key.agentId }));
    return { ...known, state, why, since: other ? now : before.since, checkAt: until };
  }
}
