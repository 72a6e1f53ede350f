// What an owner sets about where news goes out to: the address and its secret are sealed and never shown again.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import type { JobOrder } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Secrets } from '../../platform/secrets.js';
import { isWebAddress } from '../../survey/web-address.js';
import {
  dropHook,
  findHook,
  type Hook,
  type HookEvent,
  type HookKind,
  hooksOf,
  insertDelivery,
  insertHook,
  updateHook,
} from './hook.store.js';
import { SendHook } from './hooks.job.js';
import type { HookAddress } from './send-hook.js';

export interface HookChange {
  name?: string;
  url?: string;
  events?: HookEvent[];
  words?: boolean;
  enabled?: boolean;
}

const MOST_HOOKS = 20;
const SLACK = /^https:\/\/hooks\.slack\.com\/./;

@Injectable()
export class ChangeHooks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly secrets: Secrets,
  ) {}

  /** Answers with the secret that requests will be signed with, this once. @throws DomainError validation-failed */
  async create(
    workspaceId: string,
    kind: HookKind,
    change: HookChange & { name: string; url: string },
  ): Promise<{ id: string; secret: string | null }> {
    if ((await hooksOf(this.database, workspaceId)).length >= MOST_HOOKS)
      throw new DomainError('validation-failed', { fields: ['kind'] });
    checkAddress(kind, change.url);
    const secret = kind === 'webhook' ? this.secrets.token() : null;
    const address: HookAddress = { url: change.url, ...(secret ? { secret } : {}) };
    const { name, events = ['case.opened', 'answer.bad'], words = false, enabled = true } = change;
    const sealed = this.secrets.seal(JSON.stringify(address));
    const hook: Hook = { workspaceId, id: newId(), kind, name, sealed, events, words, enabled };
    await insertHook(this.database, hook, this.clock.now());
    return { id: hook.id, secret };
  }

  /** @throws DomainError not-found, validation-failed */
  async change(workspaceId: string, id: string, { url, ...change }: HookChange): Promise<void> {
    const hook = await this.find(workspaceId, id);
    let { sealed } = hook;
    if (url !== undefined) {
      checkAddress(hook.kind, url);
      const { secret } = this.addressOf(hook);
      sealed = this.secrets.seal(JSON.stringify({ url, ...(secret ? { secret } : {}) } satisfies HookAddress));
    }
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    await updateHook(this.database, { ...hook, ...given, sealed });
  }

  /** @throws DomainError not-found */
  async drop(workspaceId: string, id: string): Promise<void> {
    if (!(await dropHook(this.database, workspaceId, id))) throw new DomainError('not-found');
  }

  /** Something goes out that says it is a test. @throws DomainError not-found */
  async test(workspaceId: string, id: string): Promise<void> {
    await this.find(workspaceId, id);
    const nothing = { ticketId: null, caseId: null, answerId: null, seq: null };
    const row = { workspaceId, hookId: id, event: 'test' as const, ...nothing };
    const deliveryId = await insertDelivery(this.database, row, this.clock.now());
    if (deliveryId) await this.jobs.enqueue(SendHook.order({ workspaceId, deliveryId }, deliveryId) as JobOrder);
  }

  /** Only the machine it is on: the rest of the address may be as good as a password. */
  hostOf(hook: Hook): string {
    return new URL(this.addressOf(hook).url).host;
  }

  private addressOf(hook: Hook): HookAddress {
    return JSON.parse(this.secrets.open(hook.sealed)) as HookAddress;
  }

  private async find(workspaceId: string, id: string): Promise<Hook> {
    const hook = await findHook(this.database, workspaceId, id);
    if (!hook) throw new DomainError('not-found');
    return hook;
  }
}

function checkAddress(kind: HookKind, url: string): void {
  if (!isWebAddress(url) || (kind === 'slack' && !SLACK.test(url)))
    throw new DomainError('validation-failed', { fields: ['url'] });
}
