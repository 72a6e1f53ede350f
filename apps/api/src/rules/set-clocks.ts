// Which clocks of time rules begin, go on or stop for a ticket, and which rules have to be asked now. Pure.
import { type Hours } from '../desk/business-time.js';
import type { OnTime, Rule } from './rule.js';
import type { RuleAlarm } from './rule-alarm.store.js';
import { type ClockSubject, clockBegan, clockEnds } from './rule-clock.js';

export type TimeRule = Rule & { when: OnTime };
export const isTimeRule = (rule: Rule): rule is TimeRule => rule.when.on === 'time';
/** Such a clock was begun by whoever moved the ticket: perhaps a rule. */
export const isOfState = ({ when }: TimeRule) => when.since === 'state' || when.since === 'solved';

export interface Clocks {
  /** New, or begun anew. */
  set: RuleAlarm[];
  /** Rule ids whose clock runs no more. */
  dropped: string[];
  /** Their time is over and they have not run yet, in the order of the rules. */
  ask: { rule: TimeRule; alarm: RuleAlarm }[];
}

/** `chain`: the rules that brought the ticket into its state. */
export function setClocks(
  rules: TimeRule[],
  ticket: ClockSubject & { id: string },
  known: RuleAlarm[],
  given: { chain: string[]; hours: Hours | null; now: Date },
): Clocks {
  const clocks: Clocks = { set: [], dropped: [], ask: [] };
  const wanted = new Set<string>();
  for (const rule of rules) {
    const beganAt = clockBegan(rule.when, ticket);
    if (!beganAt) continue;
    wanted.add(rule.id);
    let alarm = known.find((one) => one.ruleId === rule.id);
    if (alarm?.beganAt.getTime() !== beganAt.getTime()) {
      const alarmAt = clockEnds(rule.when, beganAt, given.hours);
      const chain = isOfState(rule) ? given.chain : [];
      alarm = { ticketId: ticket.id, ruleId: rule.id, beganAt, chain, alarmAt, rangAt: null };
      clocks.set.push(alarm);
    }
    if (alarm.rangAt || (alarm.alarmAt && alarm.alarmAt <= given.now)) clocks.ask.push({ rule, alarm });
  }
  clocks.dropped = known.filter((alarm) => !wanted.has(alarm.ruleId)).map((alarm) => alarm.ruleId);
  return clocks;
}
