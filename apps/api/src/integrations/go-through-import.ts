// An import at work: its file row by row, some hundred rows a transaction; killed at any moment, it goes on where it was.
import { Injectable } from '@nestjs/common';
import { ReadFields } from '../people/fields/read-fields.js';
import { AddedMeanwhile } from '../people/orders/find-customers.js';
import { TakeOrders } from '../people/orders/take-orders.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { TakeContacts } from '../people/take-contacts.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Log } from '../platform/log.js';
import { GoThroughImportJob } from './go-through-import.job.js';
import { type ReadRow, type RowContext, readRow } from './import-rows.js';
import { dueImports, endImport, findImport, type Import, type LineFault, moveOn } from './imports.store.js';
import { readTable } from './read-table.js';
import { HEARTBEAT_MS } from './steer-import.js';

const BATCH = 250;
const ATTEMPTS = 3;
type Key = { workspaceId: string; importId: string };
type Row = { line: number; cells: string[] };

/** Somebody else goes through it, or it was stopped: this one ends without a word. */
class NotOurs extends Error {}

@Injectable()
export class GoThroughImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly fields: ReadFields,
    private readonly workspaces: ReadWorkspace,
    private readonly orders: TakeOrders,
    private readonly contacts: TakeContacts,
    private readonly news: PassingNews,
    private readonly log: Log,
  ) {}

  @Sweeps(GoThroughImportJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await dueImports(this.database, now);
    return rows.map(({ workspaceId, id }) => GoThroughImportJob.order({ workspaceId, importId: id }, id));
  }

  @Handles(GoThroughImportJob)
  async run({ workspaceId, importId }: Key): Promise<void> {
    const begun = await findImport(this.database, workspaceId, importId);
    if (!begun || (begun.state !== 'checking' && begun.state !== 'running')) return;
    try {
      await this.walk(workspaceId, begun);
    } catch (error) {
      if (error instanceof NotOurs) return;
      if (!isTable(error)) throw error;
      this.log.warn('an import could not be read', { reason: (error as Error).message });
      await this.end(workspaceId, begun, 'failed');
    }
  }

  private async walk(workspaceId: string, begun: Import): Promise<void> {
    const [file] = await this.files.find(this.database, workspaceId, begun.fileId ? [begun.fileId] : []);
    if (!file) throw new Error('the file of an import is gone');
    const context = await this.context(workspaceId, begun);
    let at = -1;
    let done = begun.rowsDone;
    let batch: Row[] = [];
    const flush = async () => {
      if (batch.length === 0) return;
      await this.take(workspaceId, begun, done, batch, context);
      done += batch.length;
      batch = [];
    };
    for await (const row of readTable(this.files.open(workspaceId, file.sha256), begun)) {
      at += 1;
      // The first row names the columns; those before were taken by an earlier go.
      if (at === 0 || at <= begun.rowsDone) continue;
      batch.push(row);
      if (batch.length >= BATCH) await flush();
    }
    await flush();
    await this.end(workspaceId, begun, begun.state === 'checking' ? 'checked' : 'done');
  }

  private async context(workspaceId: string, { of, mapping, currency }: Import): Promise<RowContext> {
    const { locale, timeZone } = await this.workspaces.run(workspaceId);
    const fields = (await this.fields.run(workspaceId, 'contact')).filter((one) => !one.archived);
    return { of, mapping, fields, locale, timeZone, currency: currency ?? 'EUR' };
  }

  /** Rows and progress in one transaction: none is taken twice, none is lost. */
  private async take(
    workspaceId: string,
    begun: Import,
    done: number,
    rows: Row[],
    context: RowContext,
  ): Promise<void> {
    const read = rows.map(({ line, cells }) => ({ line, row: readRow(cells, context) }));
    for (let attempt = 1; ; attempt++) {
      try {
        await this.database.transaction((tx) => this.keep(tx, workspaceId, begun, done, read, context));
        return;
      } catch (error) {
        if (!(error instanceof AddedMeanwhile) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async keep(
    tx: Tx,
    workspaceId: string,
    begun: Import,
    done: number,
    read: { line: number; row: ReadRow }[],
    context: RowContext,
  ): Promise<void> {
    const now = await findImport(tx, workspaceId, begun.id, true);
    if (now?.state !== begun.state || now.rowsDone !== done) throw new NotOurs();
    const faults: LineFault[] = read.flatMap(({ line, row }) =>
      'faults' in row ? row.faults.map((fault) => ({ ...fault, line })) : [],
    );
    const refused = read.filter(({ row }) => 'faults' in row).length;
    const orders = read.flatMap(({ row }) => ('order' in row ? [row.order] : []));
    const contacts = read.flatMap(({ row }) => ('contact' in row ? [row.contact] : []));
    let taken = { created: 0, changed: 0, same: 0 };
    if (begun.state === 'running') {
      if (orders.length > 0) taken = await this.orders.take(tx, workspaceId, orders, context.locale);
      if (contacts.length > 0) taken = await this.contacts.run(tx, workspaceId, contacts, context.locale);
    }
    const at = this.clock.now();
    const dueAt = new Date(at.getTime() + HEARTBEAT_MS);
    const kept = faults.slice(0, 50);
    await moveOn(tx, workspaceId, begun.id, { rows: read.length, ...taken, refused, faults: kept, dueAt, at });
  }

  private async end(workspaceId: string, begun: Import, state: 'checked' | 'done' | 'failed'): Promise<void> {
    await this.database.transaction(async (tx) => {
      const now = await findImport(tx, workspaceId, begun.id, true);
      if (now?.state !== begun.state) return;
      await endImport(tx, workspaceId, begun.id, state, this.clock.now());
    });
    if (begun.state === 'running') this.news.tellPerson({ workspaceId, contactId: null, companyId: null });
  }
}

/** What csv-parse says of a file that is no table; anything else is ours, and is tried again. */
const isTable = (error: unknown) => String((error as { code?: unknown }).code ?? '').startsWith('CSV_');
