// How a workspace hands out its work: the terms for all, a plan for each team, and the rules that say whose a ticket is. Pure.
import type { Capacity } from '../../people/presence/duty.js';
import type { Condition, Fields } from '../../platform/conditions/condition.js';
import { meets } from '../../platform/conditions/meets.js';
import type { Mode } from './choose-agent.js';

export interface Plan {
  /** Null: the tickets of no team, which anybody may get. */
  teamId: string | null;
  mode: Mode;
  useCapacity: boolean;
  /** After how long without anybody it goes further; null: never. */
  overflowSeconds: number | null;
  /** To anybody of the team, whatever their skills; or to another team. */
  overflowTo: 'anyone' | 'team';
  overflowTeamId: string | null;
  /** What becomes of tickets whose customers wait when their holder goes offline. */
  giveBack: 'at-once' | 'later' | 'never';
  giveBackSeconds: number;
}

export interface RoutingRule {
  id: string;
  name: string;
  enabled: boolean;
  condition: Condition;
  /** Null: the team is left as it is. */
  teamId: string | null;
  skills: number[];
  /** Before all others, as a VIP is. */
  first: boolean;
}

export interface Terms {
  /** Whose a ticket is that no rule gives to a team. */
  defaultTeamId: string | null;
  /** The language of a ticket is a skill, wherever anybody of the team has it. */
  byLanguage: boolean;
  /** Of those who have none of their own. */
  capacity: Partial<Capacity>;
}

export interface Routing {
  terms: Terms;
  plans: Plan[];
  /** In their order: the first that fits speaks. */
  rules: RoutingRule[];
}

export const NO_TERMS: Terms = { defaultTeamId: null, byLanguage: false, capacity: {} };

/** Nothing is given and nothing taken back: as it was before anybody chose. */
export const manualPlan = (teamId: string | null): Plan => ({
  teamId,
  mode: 'manual',
  useCapacity: true,
  overflowSeconds: null,
  overflowTo: 'anyone',
  overflowTeamId: null,
  giveBack: 'never',
  giveBackSeconds: 600,
});

export const planOf = (routing: Routing, teamId: string | null): Plan =>
  routing.plans.find((plan) => plan.teamId === teamId) ?? manualPlan(teamId);

/** Whether a workspace routes at all; if not, nothing is looked at. */
export const routes = ({ terms, plans, rules }: Routing): boolean =>
  terms.defaultTeamId !== null ||
  rules.some((rule) => rule.enabled) ||
  plans.some((plan) => plan.mode !== 'manual' || plan.giveBack !== 'never' || plan.overflowSeconds !== null);

/** Whether tickets of a team wait for the desk to do something about them. */
export const tends = (plan: Plan): boolean => plan.mode !== 'manual' || overflowsAway(plan);
export const overflowsAway = (plan: Plan): boolean =>
  plan.overflowSeconds !== null && plan.overflowTo === 'team' && plan.overflowTeamId !== null;

/** The first rule that fits. */
export function ruleFor<Subject>(
  rules: RoutingRule[],
  fields: Fields<Subject>,
  subject: Subject,
  now: Date,
): RoutingRule | null {
  return rules.find((rule) => rule.enabled && meets(rule.condition, fields, subject, now)) ?? null;
}

/** The place in the queue: who comes first by a rule, then by priority; equals by how long they have waited. */
export const rankOf = (priority: number, first: boolean): number => (first ? 10 : 0) + priority;
