// What is promised to whom, pure: which policy speaks for a ticket, and whether one makes sense.
import {
  type Condition,
  checkCondition,
  type FieldRule,
  type FieldRules,
  type Fields,
  leavesOf,
} from '../platform/conditions/condition.js';
import { meets } from '../platform/conditions/meets.js';
import { DomainError } from '../platform/errors.js';
import { TICKET_FIELD_RULES } from './ticket-field-names.js';

export const TARGETS = ['first-response', 'next-response', 'resolution'] as const;
export type Target = (typeof TARGETS)[number];
export const SLA_CLOCKS = ['calendar', 'business'] as const;

/** As policies were written before conditions were shared: met when the ticket has one of the values, in digits where it is a number. */
export interface OlderCondition {
  field: 'channel' | 'connection' | 'priority' | 'team' | 'tag' | 'language';
  is: string[];
}

export interface SlaPolicy {
  id: string;
  name: string;
  enabled: boolean;
  /** `{all: []}`: every ticket. */
  conditions: Condition;
  /** `business`: in the working hours in force; without any, around the clock. */
  clock: (typeof SLA_CLOCKS)[number];
  /** Null: not promised. */
  firstResponseSeconds: number | null;
  nextResponseSeconds: number | null;
  resolutionSeconds: number | null;
  /** How long before the due instant we are warned, by the same clock. */
  warnSeconds: number;
  createdAt: Date;
}

/** Of promises a promise asks nothing. */
const OF_PROMISES = ['sla-due', 'at-risk', 'overdue'];
const ID = {
  type: 'choice',
  as: 'uuid',
  values: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
} as const;

/** What a policy may ask; `own`: the fields of the workspace. */
export function policyFields(own: FieldRules): FieldRules {
  const tickets = Object.entries<FieldRule>(TICKET_FIELD_RULES).filter(([name]) => !OF_PROMISES.includes(name));
  return { ...Object.fromEntries(tickets), company: ID, segment: { ...ID, type: 'list' }, ...own };
}

/** The first policy, in their order, whose conditions the ticket meets. One that asks for a field that is gone speaks for nobody. */
export function policyFor<Row>(policies: SlaPolicy[], fields: Fields<Row>, ticket: Row, now: Date): SlaPolicy | null {
  const speaks = ({ enabled, conditions }: SlaPolicy) =>
    enabled &&
    leavesOf(conditions).every((leaf) => Object.hasOwn(fields, leaf.field)) &&
    meets(conditions, fields, ticket, now);
  return policies.find(speaks) ?? null;
}

/** Conditions as everybody writes them now, from these or from older ones. */
export function sharedConditions(written: unknown): Condition {
  const all = (written as { all?: unknown } | null)?.all;
  const older = Array.isArray(all) && all.length > 0 && all.every((one) => Array.isArray((one as OlderCondition)?.is));
  return older ? { all: (all as OlderCondition[]).map(shared) } : (written as Condition);
}

function shared({ field, is }: OlderCondition): Condition {
  if (field === 'tag') return { field, op: 'contains', value: is.map(Number) };
  if (field === 'priority') return { field, op: 'in', value: is.map(Number) };
  // Asked without its country, a language is meant in each of them.
  if (field === 'language') return { field, op: 'in', value: [...new Set(is.map((one) => one.split('-')[0]!))] };
  return { field, op: 'in', value: is };
}

export function secondsOf(policy: SlaPolicy, target: Target): number | null {
  if (target === 'first-response') return policy.firstResponseSeconds;
  return target === 'next-response' ? policy.nextResponseSeconds : policy.resolutionSeconds;
}

/** @throws DomainError validation-failed: nothing is promised, or a condition cannot be asked. */
export function checkPolicy(
  policy: Pick<SlaPolicy, 'conditions' | 'firstResponseSeconds' | 'nextResponseSeconds' | 'resolutionSeconds'>,
  rules: FieldRules,
): void {
  const fields = checkCondition(policy.conditions, rules).map((path) => `conditions.${path}`);
  const promised = [policy.firstResponseSeconds, policy.nextResponseSeconds, policy.resolutionSeconds];
  if (promised.every((seconds) => seconds === null)) fields.push('firstResponseSeconds');
  if (fields.length > 0) throw new DomainError('validation-failed', { fields });
}
