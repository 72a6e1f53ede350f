// A lead says how work is handed out: terms, plans of teams, rules; whatever waits is looked at anew.
import { Injectable } from '@nestjs/common';
import { Skills } from '../../people/presence/skills.js';
import { ReadTeams } from '../../people/read-teams.js';
import { Clock } from '../../platform/clock.js';
import { checkCondition } from '../../platform/conditions/condition.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ReadTicketFields } from '../../tickets/read-ticket-fields.js';
import { ReviseRouting } from './route-ticket.job.js';
import type { Plan, Routing, RoutingRule, Terms } from './routing.js';
import { dropRule, markRevised, placeRules, readRouting, writePlan, writeRule, writeTerms } from './routing.store.js';

/** Skills by their names. */
export type RuleOrder = Omit<RoutingRule, 'id' | 'skills'> & { skills: string[] };

const RULES = 100;

@Injectable()
export class ChangeRouting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly teams: ReadTeams,
    private readonly skills: Skills,
    private readonly fields: ReadTicketFields,
    private readonly jobs: Jobs,
  ) {}

  /** @throws DomainError validation-failed (a team that is not here) */
  async terms(workspaceId: string, terms: Terms): Promise<Routing> {
    await this.checkTeams(workspaceId, { defaultTeamId: terms.defaultTeamId });
    return this.change(workspaceId, (tx) => writeTerms(tx, workspaceId, terms));
  }

  /** @throws DomainError validation-failed (a team that is not here, or overflows into itself) */
  async plan(workspaceId: string, plan: Plan): Promise<Routing> {
    const { teamId, overflowTeamId } = plan;
    await this.checkTeams(workspaceId, { teamId, overflowTeamId });
    const nowhere = plan.overflowTo === 'team' && (overflowTeamId === null || overflowTeamId === teamId);
    if (plan.overflowSeconds !== null && nowhere)
      throw new DomainError('validation-failed', { fields: ['overflowTeamId'] });
    return this.change(workspaceId, (tx) => writePlan(tx, workspaceId, plan));
  }

  /** `id` null: a new one, last in the order. @throws DomainError not-found, validation-failed */
  async rule(workspaceId: string, id: string | null, order: RuleOrder): Promise<Routing> {
    await this.checkTeams(workspaceId, { teamId: order.teamId });
    const faults = checkCondition(order.condition, await this.fields.run(workspaceId));
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
    if (order.name.trim() === '') throw new DomainError('validation-failed', { fields: ['name'] });
    return this.change(workspaceId, async (tx, before) => {
      if (id !== null && !before.rules.some((rule) => rule.id === id)) throw new DomainError('not-found');
      if (id === null && before.rules.length >= RULES)
        throw new DomainError('validation-failed', { fields: ['rules'] });
      const skills = await this.skills.ensure(tx, workspaceId, order.skills);
      await writeRule(tx, workspaceId, { ...order, name: order.name.trim(), skills, id: id ?? newId() });
    });
  }

  /** @throws DomainError not-found */
  drop(workspaceId: string, id: string): Promise<Routing> {
    return this.change(workspaceId, async (tx) => {
      if (!(await dropRule(tx, workspaceId, id))) throw new DomainError('not-found');
    });
  }

  /** All ids, first to last. @throws DomainError conflict: the list is not the one that stands. */
  place(workspaceId: string, ids: string[]): Promise<Routing> {
    return this.change(workspaceId, async (tx, { rules }) => {
      const known = new Set(rules.map((rule) => rule.id));
      if (ids.length !== known.size || !ids.every((id) => known.delete(id))) throw new DomainError('conflict');
      await placeRules(tx, workspaceId, ids);
    });
  }

  private change(workspaceId: string, work: (tx: Tx, before: Routing) => Promise<unknown>): Promise<Routing> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('routing ' || $1, 0))`, [workspaceId]);
      await work(tx, await readRouting(tx, workspaceId));
      await markRevised(tx, workspaceId, this.clock.now());
      this.jobs.enqueueAfter(tx, ReviseRouting.order({ workspaceId }, `${workspaceId}_${newId()}`));
      return readRouting(tx, workspaceId);
    });
  }

  private async checkTeams(workspaceId: string, named: Record<string, string | null>): Promise<void> {
    const known = new Set((await this.teams.run(workspaceId)).map((team) => team.id));
    const fields = Object.entries(named).flatMap(([field, id]) => (id !== null && !known.has(id) ? [field] : []));
    if (fields.length > 0) throw new DomainError('validation-failed', { fields });
  }
}
