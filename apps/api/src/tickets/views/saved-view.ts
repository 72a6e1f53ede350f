// A saved view and its rules, pure: whom it concerns, who may change it, and whether it keeps to what is still active.
import {
  type Condition,
  checkCondition,
  type FieldRules,
  type Leaf,
  leavesOf,
} from '../../platform/conditions/condition.js';
import type { AgentRole } from '../../platform/http/access.js';
import type { Sort } from '../list-tickets.js';

export const SCOPES = ['personal', 'team', 'shared'] as const;
export type Scope = (typeof SCOPES)[number];

export interface SavedView {
  id: string;
  scope: Scope;
  /** Who made it; of a personal one, whose it is. Null: a program. */
  agentId: string | null;
  teamId: string | null;
  name: string;
  icon: string | null;
  condition: Condition;
  sort: Sort;
  /** Columns and density, as the screen that drew it understands them. */
  look: Record<string, unknown>;
  place: number;
}

/** Who looks, and which teams are theirs. */
export interface Looker {
  agentId: string | null;
  role: AgentRole;
  teamIds: string[];
}

/** In a condition: whoever looks, and the teams of whoever looks. */
export const ME = 'me';
export const MINE = 'mine';
const OWN: Record<string, string> = { assignee: ME, team: MINE };

const ownOf = ({ field, value }: Leaf) =>
  OWN[field] !== undefined && (Array.isArray(value) ? value : [value]).includes(OWN[field]);

/** Whether its answer depends on who looks. */
export const isPersonal = (condition: Condition): boolean => leavesOf(condition).some(ownOf);

/** The condition as this person means it: `me` is they, `mine` are their teams. */
export function personalise(condition: Condition, who: Pick<Looker, 'agentId' | 'teamIds'>): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => personalise(one, who)) };
  if ('any' in condition) return { any: condition.any.map((one) => personalise(one, who)) };
  if ('not' in condition) return { not: personalise(condition.not, who) };
  if (!ownOf(condition)) return condition;
  const own = condition.field === 'team' ? who.teamIds : who.agentId ? [who.agentId] : [];
  const asked = Array.isArray(condition.value) ? condition.value : [condition.value as string];
  const value = asked.flatMap((one) => (one === OWN[condition.field] ? own : [one]));
  return { field: condition.field, op: condition.op === 'is' ? 'in' : condition.op, value };
}

/** The paths at fault; `me` and `mine` are welcome here. */
export function checkViewCondition(condition: unknown, fields: FieldRules): string[] {
  const faults = checkCondition(condition, withOwn(fields));
  return faults.map((path) => (path === 'condition' ? path : `condition.${path}`));
}

function withOwn(fields: FieldRules): FieldRules {
  const loose = (name: string) => {
    const { values, ...rule } = fields[name]!;
    const known = values instanceof RegExp ? values : /^$/;
    return { ...rule, values: new RegExp(`${known.source}|^${OWN[name]}$`) };
  };
  return { ...fields, assignee: loose('assignee'), team: loose('team') };
}

const ACTIVE = ['new', 'open', 'pending', 'hold'];

/** Whether every ticket that meets it is active: then the queue's indexes answer it, and it is counted exactly. */
export function keepsToActive(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(keepsToActive);
  if ('any' in condition) return condition.any.length > 0 && condition.any.every(keepsToActive);
  if ('not' in condition) return false;
  const { field, op, value } = condition;
  if (field !== 'state' || (op !== 'is' && op !== 'in')) return false;
  return (Array.isArray(value) ? value : [value]).every((state) => ACTIVE.includes(String(state)));
}

export const asksFor = (condition: Condition, field: string) =>
  leavesOf(condition).some((leaf) => leaf.field === field);

/** A personal view is its owner's, a team's is seen by its members and by leads, a shared one by everybody. */
export function maySee(view: Pick<SavedView, 'scope' | 'agentId' | 'teamId'>, who: Looker): boolean {
  if (view.scope === 'shared') return true;
  if (view.scope === 'personal') return view.agentId !== null && view.agentId === who.agentId;
  return who.role !== 'agent' || who.teamIds.includes(view.teamId!);
}

/** Its owner changes a personal view, members and leads a team's, leads a shared one. */
export function mayChange(view: Pick<SavedView, 'scope' | 'agentId' | 'teamId'>, who: Looker): boolean {
  return view.scope === 'shared' ? who.role !== 'agent' : maySee(view, who);
}
