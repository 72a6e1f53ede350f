// What leads promise: policies are read, written, ordered and taken away; every change moves the deadlines that are open.
import { Injectable } from '@nestjs/common';
import { fieldConditions } from '../people/fields/field-conditions.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { RevisePromises } from './revise-promises.job.js';
import { dropPolicy, listPolicies, markTerms, placePolicies, writePolicy } from './sla-policies.store.js';
import { checkPolicy, policyFields, type SlaPolicy } from './sla-policy.js';

export type PolicyOrder = Omit<SlaPolicy, 'id' | 'createdAt'>;

@Injectable()
export class ReadSlaPolicies {
  constructor(private readonly database: Database) {}

  /** In their order: the first that fits a ticket speaks for it. */
  run(workspaceId: string, sql: Sql = this.database): Promise<SlaPolicy[]> {
    return listPolicies(sql, workspaceId);
  }

  /** By what policies and hours deadlines are reckoned now; of one workspace, or of each that ever had a policy. */
  terms(workspaceId: string | null): Promise<{ workspaceId: string; terms: string }[]> {
    return markTerms(this.database, workspaceId);
  }
}

/** Tells the rules, once the change is true. Lost, the sweep finds it by its terms. */
@Injectable()
export class AnnounceTerms {
  constructor(private readonly jobs: Jobs) {}

  after(tx: Tx, workspaceId: string): void {
    this.jobs.enqueueAfter(tx, RevisePromises.order({ workspaceId }, `${workspaceId}_${newId()}`));
  }
}

@Injectable()
export class ChangeSlaPolicies {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly announce: AnnounceTerms,
    private readonly fields: ReadFields,
  ) {}

  /** `id` null: a new one, last in the order. @throws DomainError not-found, validation-failed */
  async write(workspaceId: string, id: string | null, order: PolicyOrder): Promise<SlaPolicy> {
    const own = await this.fields.run(workspaceId, 'ticket');
    checkPolicy(order, policyFields(fieldConditions(own, 'NULL', () => ({}))));
    return this.change(workspaceId, async (tx, before) => {
      if (id !== null && !before.some((policy) => policy.id === id)) throw new DomainError('not-found');
      const written = id ?? newId();
      await writePolicy(tx, workspaceId, { ...order, name: order.name.trim(), id: written }, this.clock.now());
      return (await listPolicies(tx, workspaceId)).find((policy) => policy.id === written)!;
    });
  }

  /** All ids, first to last. @throws DomainError conflict: the list is not the one that stands. */
  place(workspaceId: string, ids: string[]): Promise<SlaPolicy[]> {
    return this.change(workspaceId, async (tx, before) => {
      const known = new Set(before.map((policy) => policy.id));
      if (ids.length !== known.size || !ids.every((id) => known.delete(id))) throw new DomainError('conflict');
      await placePolicies(tx, workspaceId, ids, this.clock.now());
      return listPolicies(tx, workspaceId);
    });
  }

  /** What it had promised and not kept yet is promised no more, or by the next policy that fits. @throws DomainError not-found */
  drop(workspaceId: string, id: string): Promise<void> {
    return this.change(workspaceId, async (tx) => {
      if (!(await dropPolicy(tx, workspaceId, id, this.clock.now()))) throw new DomainError('not-found');
    });
  }

  private change<T>(workspaceId: string, work: (tx: Tx, before: SlaPolicy[]) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('sla ' || $1, 0))`, [workspaceId]);
      const result = await work(tx, await listPolicies(tx, workspaceId));
      this.announce.after(tx, workspaceId);
      return result;
    });
  }
}
