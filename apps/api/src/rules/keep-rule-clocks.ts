// The clocks of time rules for one ticket: set by how it stands now, and the rules asked whose time is over.
import { Injectable } from '@nestjs/common';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { Clock } from '../platform/clock.js';
import { leavesOf } from '../platform/conditions/condition.js';
import { meets } from '../platform/conditions/meets.js';
import { Database } from '../platform/database/database.js';
import { SolveAnnulled, TicketReopened, TicketSolved, TicketStateChanged } from '../tickets/events.js';
import { ReadStanding } from '../tickets/read-standing.js';
import { ActByRule } from './act-by-rule.js';
import { chainOf } from './happening.js';
import { asksOfGone } from './read-rule-fields.js';
import { ReadRuleSubject } from './read-rule-subject.js';
import { dropAlarms, type RuleAlarm, readAlarms, writeAlarms } from './rule-alarm.store.js';
import { mayRun } from './rule-limits.js';
import { lastFactOf, type TicketKey } from './rule-work.store.js';
import { listRules } from './rules.store.js';
import { isOfState, isTimeRule, setClocks, type TimeRule } from './set-clocks.js';

export const FACTS_OF_STATE = [TicketStateChanged.type, TicketSolved.type, TicketReopened.type, SolveAnnulled.type];

@Injectable()
export class KeepRuleClocks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: ReadStanding,
    private readonly calendars: CalendarInForce,
    private readonly subjects: ReadRuleSubject,
    private readonly act: ActByRule,
  ) {}

  async run(key: TicketKey): Promise<void> {
    const { workspaceId, ticketId } = key;
    const rules = (await listRules(this.database, workspaceId)).filter((rule) => rule.enabled).filter(isTimeRule);
    const known = await readAlarms(this.database, key);
    if (rules.length === 0 && known.length === 0) return;
    const ticket = (await this.standings.run(this.database, workspaceId, [ticketId])).get(ticketId);
    if (!ticket)
      return dropAlarms(
        this.database,
        key,
        known.map((alarm) => alarm.ruleId),
      );
    const clocks = setClocks(rules, ticket, known, {
      chain: rules.some(isOfState) ? await this.chain(key) : [],
      hours: await this.calendars.run(this.database, workspaceId, ticket.teamId),
      now: this.clock.now(),
    });
    await dropAlarms(this.database, key, clocks.dropped);
    await writeAlarms(this.database, workspaceId, clocks.set);
    for (const { rule, alarm } of clocks.ask) {
      const stop = await this.answer(key, rule, alarm);
      if (stop) return;
    }
  }

  /** True: the rules after it are not asked. */
  private async answer(key: TicketKey, rule: TimeRule, alarm: RuleAlarm): Promise<boolean> {
    const now = this.clock.now();
    const asked = await this.subjects.run(key, null);
    if (!asked) return true;
    const over = { ...alarm, alarmAt: null };
    if (mayRun(rule.id, alarm.chain, 0) || asksOfGone(rule.condition, asked.fields)) {
      await writeAlarms(this.database, key.workspaceId, [{ ...over, rangAt: null }]);
      return false;
    }
    if (!meets(rule.condition, asked.fields, asked.subject, now)) {
      // Out of hours it is asked again when somebody is there; else whenever the ticket changes.
      const later = asked.opensAt && leavesOf(rule.condition).some((leaf) => leaf.field === 'hours.open');
      await writeAlarms(this.database, key.workspaceId, [
        { ...over, alarmAt: later ? asked.opensAt : null, rangAt: alarm.rangAt ?? now },
      ]);
      return false;
    }
    await this.act.run(key, rule, { cause: `clock ${alarm.beganAt.toISOString()}`, chain: alarm.chain });
    await writeAlarms(this.database, key.workspaceId, [{ ...over, rangAt: null }]);
    return rule.stop;
  }

  /** Who brought the ticket into its state: a rule, perhaps, whose clock must not lead back to itself. */
  private async chain(key: TicketKey): Promise<string[]> {
    const fact = await lastFactOf(this.database, key, FACTS_OF_STATE, 2_147_483_647);
    return fact ? chainOf(fact) : [];
  }
}
