// An import is told what its columns mean, tried, run, stopped and run on.
import { Injectable } from '@nestjs/common';
import { ReadFields } from '../people/fields/read-fields.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { GoThroughImportJob } from './go-through-import.job.js';
import { type Mapping, mappingFaults } from './import-columns.js';
import { findImport, type Import, setMapping, setState } from './imports.store.js';

const BUSY = ['checking', 'running'];
/** A run that has said nothing for so long has lost its process. */
export const HEARTBEAT_MS = 60_000;

@Injectable()
export class SteerImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly fields: ReadFields,
    private readonly jobs: Jobs,
  ) {}

  /** What had been tried or run begins anew. @throws DomainError not-found, import-busy, validation-failed */
  map(workspaceId: string, id: string, mapping: Mapping, currency: string | null): Promise<Import> {
    return this.steer(workspaceId, id, async (tx, one) => {
      if (BUSY.includes(one.state)) throw new DomainError('import-busy');
      const own = (await this.fields.run(workspaceId, 'contact', tx)).filter((each) => !each.archived);
      const faults = mappingFaults(one.of, mapping, one.columns, own).filter((path) => !path.startsWith('needed.'));
      if (currency && !/^[A-Z]{3}$/.test(currency)) faults.push('currency');
      if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
      await setMapping(tx, workspaceId, id, mapping, currency ?? one.currency);
      await setState(tx, workspaceId, id, { state: 'ready', dueAt: null, at: this.clock.now(), afresh: true });
    });
  }

  /** Goes through the file and takes nothing. @throws DomainError not-found, import-busy, import-file-gone, validation-failed (`needed.…`) */
  check(workspaceId: string, id: string): Promise<Import> {
    return this.start(workspaceId, id, 'checking');
  }

  /** Goes on where it was stopped. @throws DomainError not-found, import-busy, import-file-gone, validation-failed */
  run(workspaceId: string, id: string): Promise<Import> {
    return this.start(workspaceId, id, 'running');
  }

  /** What has been taken stays. @throws DomainError not-found */
  stop(workspaceId: string, id: string): Promise<Import> {
    return this.steer(workspaceId, id, async (tx, one) => {
      if (!BUSY.includes(one.state)) return;
      const state = one.state === 'running' ? 'stopped' : 'ready';
      await setState(tx, workspaceId, id, { state, dueAt: null, at: this.clock.now(), afresh: state === 'ready' });
    });
  }

  private start(workspaceId: string, id: string, state: 'checking' | 'running'): Promise<Import> {
    return this.steer(workspaceId, id, async (tx, one) => {
      if (BUSY.includes(one.state)) throw new DomainError('import-busy');
      if (!one.fileId) throw new DomainError('import-file-gone');
      const own = (await this.fields.run(workspaceId, 'contact', tx)).filter((each) => !each.archived);
      const faults = mappingFaults(one.of, one.mapping, one.columns, own);
      if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
      const at = this.clock.now();
      const dueAt = new Date(at.getTime() + HEARTBEAT_MS);
      await setState(tx, workspaceId, id, {
        state,
        dueAt,
        at,
        afresh: state === 'checking' || one.state !== 'stopped',
      });
      this.jobs.enqueueAfter(tx, GoThroughImportJob.order({ workspaceId, importId: id }, `${id}_${newId()}`));
    });
  }

  private steer(workspaceId: string, id: string, work: (tx: Tx, one: Import) => Promise<void>): Promise<Import> {
    return this.database.transaction(async (tx) => {
      const one = await findImport(tx, workspaceId, id, true);
      if (!one) throw new DomainError('not-found');
      await work(tx, one);
      return (await findImport(tx, workspaceId, id))!;
    });
  }
}
