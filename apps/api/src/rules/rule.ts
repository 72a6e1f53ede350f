// What a rule is, pure: when it is asked, of which tickets, and what it then does; and whether one makes sense.
import { type Condition, checkCondition, type Fields } from '../platform/conditions/condition.js';
import { checkRuleActions, type RuleAction } from './rule-action.js';

/** What may happen to a ticket, in the words of rules. One happening can be several of them. */
export const OCCASIONS = [
  'opened',
  'customer-wrote',
  'agent-replied',
  'state-changed',
  'solved',
  'reopened',
  'assigned',
  'priority-changed',
  'tagged',
  'field-changed',
  'rated',
  'sla-warned',
  'sla-breached',
  'snooze-ended',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Since when a clock runs: the customer waits for us, their last message, our last reply, the ticket is in a state, solved. */
export const CLOCKS = ['waiting', 'customer-message', 'agent-reply', 'state', 'solved'] as const;
export type ClockOf = (typeof CLOCKS)[number];
export const CLOCK_STATES = ['new', 'open', 'pending', 'hold'] as const;

export interface OnEvent {
  on: 'event';
  events: Occasion[];
}
export interface OnTime {
  on: 'time';
  since: ClockOf;
  /** For `state` alone. */
  state?: (typeof CLOCK_STATES)[number];
  seconds: number;
  /** `business`: in the working hours of the ticket's team, else of the workspace; without any, around the clock. */
  clock: 'calendar' | 'business';
}
export type When = OnEvent | OnTime;

export interface Rule {
  id: string;
  name: string;
  enabled: boolean;
  when: When;
  condition: Condition;
  actions: RuleAction[];
  /** The rules after it are not asked about what it ran for. */
  stop: boolean;
  /** What happened before is none of its business. */
  since: Date;
  failures: number;
  failingSince: Date | null;
}
export type RuleOrder = Pick<Rule, 'name' | 'enabled' | 'when' | 'condition' | 'actions' | 'stop'>;

export const SHORTEST_CLOCK = 60;
export const LONGEST_CLOCK = 366 * 24 * 3600;

/** The paths at fault; empty: it may be kept. */
export function checkRule(
  rule: { when: unknown; condition: unknown; actions: unknown },
  fields: Fields<never>,
): string[] {
  return [
    ...checkWhen(rule.when),
    ...checkCondition(rule.condition, fields).map((path) => (path === 'condition' ? path : `condition.${path}`)),
    ...checkRuleActions(rule.actions),
  ];
}

function checkWhen(when: unknown): string[] {
  if (typeof when !== 'object' || when === null) return ['when'];
  const given = when as Record<string, unknown>;
  if (given.on === 'event') {
    const { events } = given;
    const known = Array.isArray(events) && events.length > 0 && events.every((one) => isOneOf(OCCASIONS, one));
    return known && sameKeys(given, ['on', 'events']) ? [] : ['when.events'];
  }
  if (given.on !== 'time') return ['when.on'];
  const faults: string[] = [];
  if (!isOneOf(CLOCKS, given.since)) faults.push('when.since');
  if (given.since === 'state' ? !isOneOf(CLOCK_STATES, given.state) : given.state !== undefined)
    faults.push('when.state');
  const { seconds } = given;
  if (!Number.isInteger(seconds) || (seconds as number) < SHORTEST_CLOCK || (seconds as number) > LONGEST_CLOCK)
    faults.push('when.seconds');
  if (given.clock !== 'calendar' && given.clock !== 'business') faults.push('when.clock');
  if (!sameKeys(given, ['on', 'since', 'state', 'seconds', 'clock'])) faults.push('when');
  return faults;
}

const isOneOf = (list: readonly string[], value: unknown) => typeof value === 'string' && list.includes(value);
const sameKeys = (given: object, known: string[]) => Object.keys(given).every((key) => known.includes(key));
