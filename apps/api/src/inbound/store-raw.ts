// Path A, step 1: what came in is stored as it came, before anybody tries to understand it; only then may we say "received".
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Backlog } from './backlog.js';
import { isOutage } from './failures.js';
import { ProcessRawJob } from './process-raw.job.js';
import { ProcessRaw } from './process-raw.js';
import { insertRaw, type RawSource } from './raw.store.js';

/** Bodies above this many bytes go to a file, fsynced before the row. */
export const INLINE_BYTES = 256 * 1024;
/** How many transactions write at once what arrives, and how much of what waits goes into one. */
const WRITERS = 4;
const TOGETHER = 32;
/** With so much that waits to be written the desk is too slow for everybody. */
const MOST_UNWRITTEN = 1000;

export interface ArrivedRaw {
  workspaceId: string;
  connectionId: string;
  source: RawSource;
  /** JSON: a webhook's headers, or a mail's `from`, `to[]`, `remoteAddress`. */
  envelope: Record<string, unknown>;
  /** A stream goes to a file as it comes. */
  body: Buffer | AsyncIterable<Uint8Array>;
}

interface KeptRaw {
  id: string;
  body: Buffer | null;
  bodyFile: string | null;
  size: number;
  raw: ArrivedRaw;
}

interface Waiting {
  rows: KeptRaw[];
  receivedAt: Date;
  resolve: () => void;
  reject: (error: unknown) => void;
}

@Injectable()
export class StoreRaw {
  private readonly waiting: Waiting[] = [];
  private writers = 0;

  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly reading: ProcessRaw,
    private readonly backlog: Backlog,
  ) {}

  /**
   * Stores what arrived together, all or nothing; durable when this returns.
   * `also` is done in the same transaction: where a reader saves how far it has read.
   * @returns the ids of the raw rows, in the order given.
   * @throws DomainError unavailable: so much of the connection waits unread that its sender must come again.
   */
  async run(arrived: ArrivedRaw[], also?: (tx: Tx) => Promise<void>): Promise<string[]> {
    for (const { workspaceId, connectionId } of arrived.filter(isPushed))
      if (this.waiting.length >= MOST_UNWRITTEN || (await this.backlog.isFull(workspaceId, connectionId)))
        throw new DomainError('unavailable');
    const rows: KeptRaw[] = [];
    try {
      for (const raw of arrived) rows.push(await this.kept(raw));
    } catch (error) {
      return this.forget(rows, error);
    }
    const receivedAt = this.clock.now();
    const written = also
      ? this.database.transaction(async (tx) => {
          await this.write(tx, rows, receivedAt);
          await also(tx);
        })
      : this.together(rows, receivedAt);
    await written.catch((error) => this.forget(rows, error));
    return rows.map((row) => row.id);
  }

  /**
   * What comes while others are being written is written with the next of them: a flood takes few connections to the
   * database, and few commits.
   */
  private together(rows: KeptRaw[], receivedAt: Date): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ rows, receivedAt, resolve, reject });
      if (this.writers < WRITERS) void this.writeWaiting();
    });
  }

  private async writeWaiting(): Promise<void> {
    this.writers++;
    for (let some = this.waiting.splice(0, TOGETHER); some.length > 0; some = this.waiting.splice(0, TOGETHER))
      await this.writeAll(some);
    this.writers--;
  }

  private async writeAll(some: Waiting[]): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        for (const { rows, receivedAt } of some) await this.write(tx, rows, receivedAt);
      });
      for (const { resolve } of some) resolve();
    } catch (error) {
      // Perhaps all of it is written and only the answer was lost: nothing is tried again but by its sender.
      if (some.length === 1 || isOutage(error)) for (const { reject } of some) reject(error);
      else for (const one of some) await this.writeAll([one]);
    }
  }

  private async write(tx: Tx, rows: KeptRaw[], receivedAt: Date): Promise<void> {
    for (const { id, body, bodyFile, size, raw } of rows) {
      const { workspaceId, connectionId, source } = raw;
      const envelope = storable(raw.envelope);
      await insertRaw(tx, { workspaceId, id, connectionId, source, envelope, body, bodyFile, size, receivedAt });
      const order = ProcessRawJob.order({ workspaceId, connectionId, rawId: id }, id);
      this.jobs.hereAfter(tx, order, () => !this.reading.tellDrain(connectionId));
    }
  }

  /** Before the transaction: a database connection is not held while a large body comes in. */
  private async kept(raw: ArrivedRaw): Promise<KeptRaw> {
    const id = newId();
    const { body } = raw;
    if (Buffer.isBuffer(body) && body.length <= INLINE_BYTES)
      return { id, body, bodyFile: null, size: body.length, raw };
    const { path, size } = await this.files.keepRaw(raw.workspaceId, id, body);
    return { id, body: null, bodyFile: path, size, raw };
  }

  /**
   * The database said no: bodies that wait on disk for their rows go, or every try of a large mail would leave one. Where
   * the connection broke they stay, for the commit may have been the last thing that went through.
   */
  private async forget(rows: { bodyFile: string | null }[], error: unknown): Promise<never> {
    if (isOutage(error)) throw error;
    for (const { bodyFile } of rows) if (bodyFile) await this.files.dropRaw(bodyFile).catch(() => undefined);
    throw error;
  }
}

/** Whoever pushes can come again; who is polled is not asked in the first place. */
const isPushed = ({ source }: ArrivedRaw): boolean => source === 'smtp' || source === 'webhook';

/** An envelope is only a label: NUL characters, which jsonb cannot hold, go. The body keeps every byte. */
function storable(envelope: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(envelope);
  return text.includes('\\u0000') || /\\ud[89a-f]/i.test(text)
    ? (JSON.parse(text, (_, value) =>
        typeof value === 'string' ? value.replaceAll('\0', '').replace(LONE, '\ufffd') : value,
      ) as Record<string, unknown>)
    : envelope;
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
