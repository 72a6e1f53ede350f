// One push goes to one browser through its push service; an address that is gone is forgotten, trouble is tried again for a day.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadAgents } from '../people/read-agents.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/log.js';
import { Secrets } from '../platform/secrets.js';
import { say } from '../platform/words/words.js';
import { countUnread, findNotification } from './notification.store.js';
import { pathOf, pushWords } from './notification-words.js';
import { SendPush } from './notify.job.js';
import { readSettings } from './notify-settings.store.js';
import { type ClaimedPush, claimPush, deleteSubscription, duePushes, endPush, postponePush } from './push.store.js';
import { PushKeys } from './push-keys.js';
import { TellAgent } from './tell-agent.js';
import { type PushTarget, sealPush, vapidHeader } from './web-push.js';

const CLAIM_MS = 2 * 60_000;
const SEND_MS = 20_000;
const LIFE_MS = 24 * 3600_000;
const RETRY_SECONDS = [15, 60, 300, 900, 3600];

/** What the service worker shows. */
export interface PushedWords {
  title: string;
  body: string;
  /** One on the screen for each. */
  tag: string;
  /** Where a click leads, within the desk. */
  path: string;
  unread: number;
}

@Injectable()
export class SendPushes {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl' | 'mailDomain'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly secrets: Secrets,
    private readonly outgoing: OutgoingFetch,
    private readonly keys: PushKeys,
    private readonly agents: AgentNames,
    private readonly everyone: ReadAgents,
    private readonly teller: TellAgent,
  ) {}

  @Handles(SendPush)
  async run({ workspaceId, pushId }: { workspaceId: string; pushId: string }): Promise<void> {
    const now = this.clock.now();
    const push = await claimPush(this.database, workspaceId, pushId, now, new Date(now.getTime() + CLAIM_MS));
    if (!push) return;
    const words = await this.words(workspaceId, push);
    const target = this.target(push.sealed);
    if (!target) return this.unsubscribe(workspaceId, push);
    if (!words) return endPush(this.database, workspaceId, push, null);
    const status = await this.send(target, words, push.notificationId !== null);
    if (status >= 200 && status < 300) return endPush(this.database, workspaceId, push, now);
    // 404 and 410: the browser has gone. 401 and 403: it was subscribed to other keys than ours.
    if ([401, 403, 404, 410].includes(status)) return this.unsubscribe(workspaceId, push);
    const late = now.getTime() - push.createdAt.getTime() > LIFE_MS;
    this.log.warn('a push was not taken', { pushId, status, attempts: push.attempts });
    if (late || (status >= 400 && status < 429)) return endPush(this.database, workspaceId, push, null);
    const seconds = RETRY_SECONDS[Math.min(push.attempts, RETRY_SECONDS.length) - 1]!;
    const due = new Date(now.getTime() + seconds * 1000);
    await postponePush(this.database, workspaceId, push.id, due);
    const again = SendPush.order({ workspaceId, pushId }, `${pushId}_again${push.attempts}`, due);
    await this.jobs.enqueue(again as JobOrder);
  }

  @Sweeps(SendPush)
  async due(now: Date): Promise<JobOrder[]> {
    return (await duePushes(this.database, now)).map((push) => SendPush.order(push, push.pushId) as JobOrder);
  }

  /** null: it was read in the meantime, or its agent works here no more. */
  private async words(workspaceId: string, push: ClaimedPush): Promise<PushedWords | null> {
    const { agentId, notificationId } = push;
    const agent = (await this.everyone.run(workspaceId)).find((one) => one.id === agentId);
    if (!agent || agent.disabled) return null;
    const unread = await countUnread(this.database, workspaceId, agentId);
    if (!notificationId) {
      const [title, body] = [say(agent.locale, 'notify.test-title'), say(agent.locale, 'notify.test-body')];
      return { title, body, tag: 'otklik-test', path: '/settings/notifications', unread };
    }
    const row = await findNotification(this.database, workspaceId, notificationId);
    if (!row || row.readAt) return null;
    const [item] = await this.teller.items(this.database, workspaceId, [row]);
    if (!item) return null;
    const names = await this.agents.run(this.database, workspaceId);
    const settings = await readSettings(this.database, { workspaceId, agentId });
    const actor = (row.actorId && names.get(row.actorId)?.name) || null;
    const said = pushWords(agent.locale, item, {
      kind: row.kind,
      actor,
      others: push.others,
      words: settings.wordsInPush,
    });
    const tag = item.ticket ? `ticket-${item.ticket.id}` : `link-${item.answer?.linkId}`;
    return { ...said, tag, path: pathOf(item), unread };
  }

  /** The status that the push service answered with; 0: it could not be reached. */
  private async send(target: PushTarget, words: PushedWords, urgent: boolean): Promise<number> {
    const { publicUrl, mailDomain } = this.env;
    const contact = publicUrl.startsWith('https:') ? publicUrl : `mailto:desk@${mailDomain}`;
    const headers = {
      authorization: vapidHeader(await this.keys.run(), target.endpoint, contact, this.clock.now()),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(LIFE_MS / 1000),
      urgency: urgent ? 'high' : 'normal',
      // A later one about the same ticket takes the place of one that still waits there.
      topic: words.tag.replace(/^ticket-|^link-|-/g, '').slice(0, 32),
    };
    try {
      const body = new Uint8Array(sealPush(target, JSON.stringify(words)));
      const signal = AbortSignal.timeout(SEND_MS);
      const answer = await this.outgoing.fetch(target.endpoint, { method: 'POST', headers, body, signal });
      // The address is a browser's own word: what stands behind it may speak without end.
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return 0;
    }
  }

  private target(sealed: string): PushTarget | null {
    try {
      return JSON.parse(this.secrets.open(sealed)) as PushTarget;
    } catch {
      return null;
    }
  }

  private async unsubscribe(workspaceId: string, push: ClaimedPush): Promise<void> {
    await deleteSubscription(this.database, workspaceId, push.subscriptionId, null);
  }
}
