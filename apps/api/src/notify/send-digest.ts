// What an agent missed goes out as one mail at their hour: only what is unread and came while they were not there; exactly once.
import { Inject, Injectable } from '@nestjs/common';
import type { NotificationItem } from '@otklik/contract';
import type { Env } from '../env.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { queueSystemMail } from '../platform/mail.js';
import { Secrets } from '../platform/secrets.js';
import { say } from '../platform/words/words.js';
import { KINDS, waysOf } from './kinds.js';
import { countUnread, markMailed, takeMissed } from './notification.store.js';
import { pathOf, whatHappened, whichOne } from './notification-words.js';
import { SendDigest } from './notify.job.js';
import { dueDigests, type NotifySettings, setDigestDue, takeDigest } from './notify-settings.store.js';
import { isQuiet, nextDigest } from './quiet-hours.js';
import { TellAgent } from './tell-agent.js';
import { unsubscribeToken } from './unsubscribe-token.js';

/** More than these are counted, not named. */
const NAMED = 20;

interface AgentKey {
  workspaceId: string;
  agentId: string;
}
type AgentCard = Awaited<ReturnType<ReadAgents['run']>>[number];

@Injectable()
export class SendDigests {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly jobs: Jobs,
    private readonly agents: ReadAgents,
    private readonly workspaces: ReadWorkspace,
    private readonly teller: TellAgent,
  ) {}

  /** The mail is queued and its notifications are marked in one transaction, under the lock of the agent's settings. */
  @Handles(SendDigest)
  async run(key: AgentKey): Promise<void> {
    const now = this.clock.now();
    const [{ here }, workspace, agents] = await Promise.all([
      this.teller.attention(key.workspaceId, key.agentId),
      this.workspaces.run(key.workspaceId),
      this.agents.run(key.workspaceId),
    ]);
    const agent = agents.find((one) => one.id === key.agentId);
    await this.database.transaction(async (tx) => {
      const settings = await takeDigest(tx, key, now);
      if (!settings) return;
      const zone = settings.timeZone ?? workspace.timeZone;
      const next = nextDigest(now, zone, settings.digest, settings.digestAt);
      if (!agent || agent.disabled || !next) return setDigestDue(tx, key, null);
      // They sit before their screen, or wish for peace: at the next turn, if it is still unread then.
      if (here || isQuiet(now, zone, settings.quiet, settings.pausedUntil)) return setDigestDue(tx, key, next);
      await this.write(tx, key, { agent, settings, workspace: workspace.name, agents, now });
      await setDigestDue(tx, key, null);
    });
  }

  @Sweeps(SendDigest)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueDigests(this.database, now)).map((key) => SendDigest.order(key, key.agentId) as JobOrder);
  }

  private async write(
    tx: Tx,
    key: AgentKey,
    about: { agent: AgentCard; settings: NotifySettings; workspace: string; agents: AgentCard[]; now: Date },
  ): Promise<void> {
    const { agent, settings } = about;
    const kinds = KINDS.filter((kind) => waysOf(kind, settings.ways).mail);
    const rows = await takeMissed(tx, key, settings.lookedAt, kinds, NAMED);
    await markMailed(tx, key, about.now);
    if (rows.length === 0) return;
    const items = await this.teller.items(tx, key.workspaceId, rows);
    if (items.length === 0) return;
    const names = new Map(about.agents.map((one) => [one.id, one.name]));
    const unread = await countUnread(tx, key.workspaceId, key.agentId);
    const lines = items.map((item) => this.line(agent.locale, item, names));
    const left = Math.max(0, unread - items.length);
    if (left > 0) lines.push(say(agent.locale, 'notify.digest-left', { count: left }));
    await queueSystemMail(
      tx,
      { secrets: this.secrets, jobs: this.jobs, clock: this.clock },
      {
        workspaceId: key.workspaceId,
        recipient: agent.email,
        locale: agent.locale,
        template: 'missed-news',
        params: {
          name: agent.name,
          workspace: about.workspace,
          lines: lines.join('\n\n'),
          link: `${this.env.publicUrl}/inbox/mine`,
          settings: `${this.env.publicUrl}/settings/notifications`,
          unsubscribe: `${this.env.publicUrl}/unsubscribe/${unsubscribeToken(this.secrets, key)}`,
        },
      },
    );
  }

  private line(locale: string, item: NotificationItem, names: Map<string, string>): string {
    const actor = item.actorId ? (names.get(item.actorId) ?? null) : null;
    const head = whichOne(locale, item);
    const more = item.times > 1 ? ` ${say(locale, 'notify.and-more', { count: item.times - 1 })}` : '';
    const happened = `${whatHappened(locale, item.kind, actor)}${more}`;
    return `${head}\n${happened}\n\n${this.env.publicUrl}${pathOf(item)}`;
  }
}
