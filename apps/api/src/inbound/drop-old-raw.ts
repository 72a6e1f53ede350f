// The ledger in time: bodies that have outlived their days go, in batches, and leave their hash; what is not done stays whole.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Log } from '../platform/log.js';
import { DropOldRawJob } from './drop-old-raw.job.js';
import { retentionOf, USUAL_BODY_DAYS } from './retention.js';
import {
  dropInline,
  dropRows,
  noteFileDropped,
  noteHash,
  type OldBody,
  oldBodies,
  workspacesToTidy,
} from './retention.store.js';

const BATCH = 200;
const DAY_MS = 86_400_000;
/** What is kept for months need not be looked for every half minute. */
const EVERY_MS = 10 * 60_000;

@Injectable()
export class DropOldRaw {
  private lookedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly workspaces: ReadWorkspace,
    private readonly log: Log,
  ) {}

  @Sweeps(DropOldRawJob)
  async due(now: Date): Promise<JobOrder[]> {
    if (Math.abs(now.getTime() - this.lookedAt) < EVERY_MS) return [];
    this.lookedAt = now.getTime();
    const found = await workspacesToTidy(this.database, now, { bodyDays: USUAL_BODY_DAYS });
    return found.map((one) => DropOldRawJob.order(one, one.workspaceId) as JobOrder);
  }

  /** Ends early without harm: the next one goes on. */
  @Handles(DropOldRawJob)
  async run({ workspaceId }: { workspaceId: string }): Promise<void> {
    const { bodyDays, rowDays } = retentionOf((await this.workspaces.run(workspaceId)).settings);
    const now = this.clock.now();
    const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
    let bodies = 0;
    for (;;) {
      const batch = await oldBodies(this.database, workspaceId, before(bodyDays), BATCH);
      if (batch.length === 0) break;
      await this.drop(workspaceId, batch, now);
      bodies += batch.length;
    }
    let rows = 0;
    for (let gone = BATCH; rowDays !== null && gone === BATCH; rows += gone)
      gone = await dropRows(this.database, workspaceId, before(Math.max(rowDays, bodyDays)), BATCH);
    if (bodies + rows > 0) this.log.info('the ledger let go of what was old', { workspaceId, bodies, rows });
  }

  private async drop(workspaceId: string, batch: OldBody[], now: Date): Promise<void> {
    const inline = batch.filter((one) => one.bodyFile === null).map((one) => one.id);
    await dropInline(this.database, workspaceId, inline, now);
    for (const { id, bodyFile, sha256 } of batch) {
      if (bodyFile === null) continue;
      // The hash is written before the file goes, and the row is done after it: a crash in between only repeats.
      if (sha256 === null) await noteHash(this.database, workspaceId, id, await this.hashOf(bodyFile));
      await this.files.dropRaw(bodyFile);
      await noteFileDropped(this.database, workspaceId, id, now);
    }
  }

  /** Empty where the file is gone already: there is nothing left to hash. */
  private async hashOf(path: string): Promise<string> {
    const body = await this.files.readRaw(path).catch(() => null);
    return body ? createHash('sha256').update(body).digest('hex') : '';
  }
}
