// A browser asks for pushes, or wants none any more: its address and keys are sealed, and only public addresses are taken.
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Limits } from '../platform/http/limits.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import {
  deleteSubscription,
  findOwn,
  insertSubscription,
  keepNewest,
  listSubscriptions,
  refreshSubscription,
  type SubscriptionRow,
  takeOverEndpoint,
} from './push.store.js';
import { isPushTarget, type PushTarget } from './web-push.js';

const BROWSERS = 20;

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

@Injectable()
export class SubscribePush {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly outgoing: OutgoingFetch,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  list(key: AgentKey): Promise<SubscriptionRow[]> {
    return listSubscriptions(this.database, key);
  }

  /** Again and again is once. Answers its id. @throws DomainError push-refused */
  async run(key: AgentKey, target: PushTarget, label: string): Promise<string> {
    await this.limits.take('push-subscribe', key.agentId, 30, 3600);
    await this.check(target);
    const hash = this.secrets.hash(target.endpoint);
    const { endpoint, p256dh, auth } = target;
    const sealed = this.secrets.seal(JSON.stringify({ endpoint, p256dh, auth }));
    return this.database.transaction(async (tx) => {
      const known = await findOwn(tx, key, hash);
      if (known) {
        await refreshSubscription(tx, { ...key, id: known }, sealed, label);
        return known;
      }
      await takeOverEndpoint(tx, hash);
      const id = newId();
      await insertSubscription(tx, { ...key, id, hash, sealed, label, at: this.clock.now() });
      await keepNewest(tx, key, BROWSERS);
      return id;
    });
  }

  /** @throws DomainError not-found */
  async drop(key: AgentKey, id: string): Promise<void> {
    if (!(await deleteSubscription(this.database, key.workspaceId, id, key.agentId)))
      throw new DomainError('not-found');
  }

  /** Plain http only to an address in digits that the operator has allowed. The connection itself is guarded again. */
  private async check(target: PushTarget): Promise<void> {
    if (!URL.canParse(target.endpoint)) throw new DomainError('push-refused');
    const { protocol, hostname, username } = new URL(target.endpoint);
    const host = hostname.replace(/^\[|\]$/g, '');
    if (username || (protocol !== 'https:' && !(protocol === 'http:' && isIP(host))))
      throw new DomainError('push-refused');
    if (!isPushTarget(target)) throw new DomainError('push-refused');
    try {
      const address = await this.outgoing.reachable(host);
      if (protocol === 'http:' && !isLoopback(address)) throw new DomainError('push-refused');
    } catch {
      throw new DomainError('push-refused');
    }
  }
}

const isLoopback = (address: string) => address.startsWith('127.') || address === '::1';
