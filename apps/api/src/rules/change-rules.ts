// Leads write, order, switch and take away rules; a time rule that is new to the tickets has its clocks set next.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Sql, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CheckActions } from '../tickets/check-actions.js';
import { ArmRule } from './arm-rule.job.js';
import { ReadRuleFields } from './read-rule-fields.js';
import { checkRule, type Rule, type RuleOrder } from './rule.js';
import { dropAlarmsOf } from './rule-alarm.store.js';
import { dropRule, findRule, listRules, placeRules, unarmBusinessRules, writeRule } from './rules.store.js';

const MAX_RULES = 500;

@Injectable()
export class ReadRules {
  constructor(private readonly database: Database) {}

  /** In their order. */
  run(workspaceId: string, sql: Sql = this.database): Promise<Rule[]> {
    return listRules(sql, workspaceId);
  }
}

@Injectable()
export class ChangeRules {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly fields: ReadRuleFields,
    private readonly actions: CheckActions,
  ) {}

  /** `id` null: a new one, last in the order. @throws DomainError not-found, validation-failed, field-… */
  async write(workspaceId: string, id: string | null, order: RuleOrder): Promise<Rule> {
    const fields = checkRule(order, await this.fields.run(workspaceId));
    if (fields.length > 0) throw new DomainError('validation-failed', { fields });
    await this.actions.run(workspaceId, order.actions);
    return this.change(workspaceId, async (tx, all) => {
      const before = all.find((rule) => rule.id === id) ?? null;
      if (id !== null && !before) throw new DomainError('not-found');
      if (!before && all.length >= MAX_RULES) throw new DomainError('conflict');
      const now = this.clock.now();
      const ruleId = id ?? newId();
      const anew = order.enabled && (!before?.enabled || JSON.stringify(before.when) !== JSON.stringify(order.when));
      const timed = order.when.on === 'time' && order.enabled;
      const rule = { ...order, name: order.name.trim(), id: ruleId };
      const since = anew || !before ? now : before.since;
      await writeRule(tx, workspaceId, { ...rule, since, armed: !(timed && anew) }, now);
      if (before && (anew || !timed)) await dropAlarmsOf(tx, workspaceId, ruleId);
      if (timed && anew) this.jobs.enqueueAfter(tx, ArmRule.order({ workspaceId, ruleId }, `${ruleId}_${newId()}`));
      return (await findRule(tx, workspaceId, ruleId))!;
    });
  }

  /** All ids, first to last. @throws DomainError conflict: the list is not the one that stands. */
  place(workspaceId: string, ids: string[]): Promise<Rule[]> {
    return this.change(workspaceId, async (tx, before) => {
      const known = new Set(before.map((rule) => rule.id));
      if (ids.length !== known.size || !ids.every((id) => known.delete(id))) throw new DomainError('conflict');
      await placeRules(tx, workspaceId, ids, this.clock.now());
      return listRules(tx, workspaceId);
    });
  }

  /** Its log stays. @throws DomainError not-found */
  drop(workspaceId: string, id: string): Promise<void> {
    return this.change(workspaceId, async (tx) => {
      if (!(await dropRule(tx, workspaceId, id, this.clock.now()))) throw new DomainError('not-found');
      await dropAlarmsOf(tx, workspaceId, id);
    });
  }

  /** Working hours have changed: clocks that go by them are set anew. */
  async resetBusinessClocks(workspaceId: string): Promise<void> {
    await this.change(workspaceId, async (tx) => {
      for (const ruleId of await unarmBusinessRules(tx, workspaceId, this.clock.now())) {
        await dropAlarmsOf(tx, workspaceId, ruleId);
        this.jobs.enqueueAfter(tx, ArmRule.order({ workspaceId, ruleId }, `${ruleId}_${newId()}`));
      }
    });
  }

  private change<T>(workspaceId: string, work: (tx: Tx, before: Rule[]) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('rules ' || $1, 0))`, [workspaceId]);
      return work(tx, await listRules(tx, workspaceId));
    });
  }
}
