// What came is told to one agent by the ways they chose: their open pages at once, their telephone if no page is before their eyes.
import { Injectable } from '@nestjs/common';
import { ReadPresence } from '../people/presence/read-presence.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { waysOf, weightOf } from './kinds.js';
import { agentsToRing, countUnread, markRead, type NotificationRow, takeRinging } from './notification.store.js';
import { RingAgent, SendPush } from './notify.job.js';
import { armDigest, type NotifySettings, readSettings } from './notify-settings.store.js';
import { insertPush, subscriptionIds } from './push.store.js';
import { isQuiet, nextDigest } from './quiet-hours.js';
import { type Attention, TellAgent } from './tell-agent.js';

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

@Injectable()
export class RingAgents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly workspaces: ReadWorkspace,
    private readonly presence: ReadPresence,
    private readonly teller: TellAgent,
  ) {}

  /** Whatever waits for this agent is taken together: many at once are one ring. */
  @Handles(RingAgent)
  async run(key: AgentKey): Promise<void> {
    const attention = await this.teller.attention(key.workspaceId, key.agentId);
    const rung = await this.database.transaction(async (tx) => {
      const taken = await takeRinging(tx, key.workspaceId, key.agentId);
      if (taken.length === 0) return null;
      const seen = taken.filter((row) => row.ticketId && attention.tickets.has(row.ticketId)).map((row) => row.id);
      // They are looking at it this moment: it is no news to them.
      if (seen.length > 0) await markRead(tx, key, { ids: seen }, this.clock.now());
      const rows = taken.filter((row) => !seen.includes(row.id));
      if (rows.length === 0) return null;
      const settings = await readSettings(tx, key);
      const zone = settings.timeZone ?? (await this.workspaces.run(key.workspaceId, tx)).timeZone;
      const quiet =
        isQuiet(this.clock.now(), zone, settings.quiet, settings.pausedUntil) || (await this.isOffDuty(tx, key));
      await this.sendElsewhere(tx, key, { rows, settings, zone, quiet, attention });
      const items = await this.teller.items(tx, key.workspaceId, rows);
      const unread = await countUnread(tx, key.workspaceId, key.agentId);
      const wants = (way: 'app' | 'desktop' | 'sound') =>
        !quiet && rows.some((row) => waysOf(row.lastKind, settings.ways)[way]);
      // Before their eyes the page itself says it; a notice of the system is for pages in the background.
      const desktop = !attention.here && wants('desktop');
      return { items, unread, ways: { toast: wants('app'), desktop, sound: wants('sound') } };
    });
    if (rung) this.teller.came(key.workspaceId, key.agentId, rung);
  }

  @Sweeps(RingAgent)
  async due(now: Date): Promise<JobOrder[]> {
    return (await agentsToRing(this.database, now)).map((key) => RingAgent.order(key, key.agentId) as JobOrder);
  }

  /** Outside their shift, or offline because they said so. A closed laptop is neither: that is what pushes are for. */
  private async isOffDuty(tx: Tx, { workspaceId, agentId }: AgentKey): Promise<boolean> {
    const [presence] = await this.presence.run(workspaceId, [agentId], tx);
    return presence?.state === 'offline' && (presence.why === 'hours' || presence.chosen === 'offline');
  }

  private async sendElsewhere(
    tx: Tx,
    key: AgentKey,
    about: { rows: NotificationRow[]; settings: NotifySettings; zone: string; quiet: boolean; attention: Attention },
  ): Promise<void> {
    const { rows, settings, zone } = about;
    const now = this.clock.now();
    const by = (way: 'push' | 'mail') => rows.filter((row) => waysOf(row.lastKind, settings.ways)[way]);
    const due = nextDigest(now, zone, settings.digest, settings.digestAt);
    if (due && !settings.digestDue && by('mail').length > 0) await armDigest(tx, key, due);
    const [heaviest, ...others] = by('push').sort((a, b) => weightOf(b.lastKind) - weightOf(a.lastKind));
    if (!heaviest || about.quiet || about.attention.here) return;
    for (const subscriptionId of await subscriptionIds(tx, key)) {
      const pushId = newId();
      await insertPush(tx, {
        workspaceId: key.workspaceId,
        id: pushId,
        subscriptionId,
        notificationId: heaviest.id,
        others: others.length,
        at: now,
      });
      this.jobs.enqueueAfter(tx, SendPush.order({ workspaceId: key.workspaceId, pushId }, pushId));
    }
  }
}
