// "Send me one": a push that says nothing but that it came.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Limits } from '../platform/http/limits.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { SendPush } from './notify.job.js';
import { insertPush, subscriptionIds } from './push.store.js';

@Injectable()
export class TryPush {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError not-found, too-many-requests */
  async run(key: { workspaceId: string; agentId: string }, subscriptionId: string): Promise<void> {
    await this.limits.take('push-test', key.agentId, 10, 60);
    if (!(await subscriptionIds(this.database, key)).includes(subscriptionId)) throw new DomainError('not-found');
    const { workspaceId } = key;
    const id = newId();
    await this.database.transaction(async (tx) => {
      await insertPush(tx, { workspaceId, id, subscriptionId, notificationId: null, others: 0, at: this.clock.now() });
      this.jobs.enqueueAfter(tx, SendPush.order({ workspaceId, pushId: id }, id));
    });
  }
}
