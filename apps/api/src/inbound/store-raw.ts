// Path A, step 1: what came in is stored as it came, before anybody tries to understand it; only then may we say "received".
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { isOutage } from './failures.js';
import { ProcessRawJob } from './process-raw.job.js';
import { insertRaw, type RawSource } from './raw.store.js';

/** Bodies above this many bytes go to a file, fsynced before the row. */
export const INLINE_BYTES = 256 * 1024;

export interface ArrivedRaw {
  workspaceId: string;
  connectionId: string;
  source: RawSource;
  /** JSON: a webhook's headers, or a mail's `from`, `to[]`, `remoteAddress`. */
  envelope: Record<string, unknown>;
  body: Buffer;
}

@Injectable()
export class StoreRaw {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores what arrived together, all or nothing; durable when this returns (or when `tx` commits).
   * @returns the ids of the raw rows, in the order given.
   */
  async run(arrived: ArrivedRaw[], tx?: Tx): Promise<string[]> {
    const rows: { id: string; bodyFile: string | null; raw: ArrivedRaw }[] = [];
    for (const raw of arrived) {
      const id = newId();
      const bodyFile = raw.body.length > INLINE_BYTES ? await this.files.keepRaw(raw.workspaceId, id, raw.body) : null;
      rows.push({ id, bodyFile, raw });
    }
    const receivedAt = this.clock.now();
    const write = async (tx: Tx) => {
      for (const { id, bodyFile, raw } of rows) {
        await insertRaw(tx, {
          workspaceId: raw.workspaceId,
          id,
          connectionId: raw.connectionId,
          source: raw.source,
          envelope: storable(raw.envelope),
          body: bodyFile ? null : raw.body,
          bodyFile,
          size: raw.body.length,
          receivedAt,
        });
        const { workspaceId, connectionId } = raw;
        this.jobs.enqueueAfter(tx, ProcessRawJob.order({ workspaceId, connectionId, rawId: id }, id));
      }
    };
    if (tx) await write(tx);
    else await this.database.transaction(write).catch((error) => this.forget(rows, error));
    return rows.map((row) => row.id);
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
