// A time rule is new or has changed: its clock is set for every ticket that is here already, page by page.
import { Injectable } from '@nestjs/common';
import type { CalendarVersion } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { ReadStanding, type Standing } from '../tickets/read-standing.js';
import { ArmRule } from './arm-rule.job.js';
import { chainOf } from './happening.js';
import { FACTS_OF_STATE } from './keep-rule-clocks.js';
import { addAlarms } from './rule-alarm.store.js';
import { lastFactsOf } from './rule-work.store.js';
import { findRule, markArmed, unarmedRules } from './rules.store.js';
import { isOfState, isTimeRule, setClocks, type TimeRule } from './set-clocks.js';

@Injectable()
export class ArmTimeRule {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: ReadStanding,
    private readonly calendars: CalendarInForce,
  ) {}

  /** Killed on the way, it begins again: a clock that is set already is left as it is. */
  @Handles(ArmRule)
  async run({ workspaceId, ruleId }: { workspaceId: string; ruleId: string }): Promise<void> {
    const rule = await findRule(this.database, workspaceId, ruleId);
    if (!rule?.enabled || !isTimeRule(rule)) return;
    const solved = rule.when.since === 'solved';
    let page: string[] = [];
    do {
      page = await this.standings.working(this.database, workspaceId, solved, page.at(-1) ?? null);
      await this.arm(workspaceId, rule, page);
    } while (page.length > 0);
    await markArmed(this.database, workspaceId, ruleId, rule.since);
  }

  @Sweeps(ArmRule)
  async due(now: Date): Promise<JobOrder[]> {
    return (await unarmedRules(this.database, now)).map((rule) => ArmRule.order(rule, rule.ruleId));
  }

  private async arm(workspaceId: string, rule: TimeRule, page: string[]): Promise<void> {
    const tickets = await this.standings.run(this.database, workspaceId, page);
    const begun = isOfState(rule) ? await lastFactsOf(this.database, workspaceId, page, FACTS_OF_STATE) : [];
    const chains = new Map(begun.map((fact) => [fact.ticketId, chainOf(fact)]));
    const hours = new Map<string | null, CalendarVersion | null>();
    const clocksOf = async (ticket: Standing) => {
      if (!hours.has(ticket.teamId))
        hours.set(ticket.teamId, await this.calendars.run(this.database, workspaceId, ticket.teamId));
      return setClocks([rule], ticket, [], {
        chain: chains.get(ticket.id) ?? [],
        hours: hours.get(ticket.teamId) ?? null,
        now: this.clock.now(),
      }).set;
    };
    const alarms = [];
    for (const ticket of tickets.values()) alarms.push(...(await clocksOf(ticket)));
    await addAlarms(this.database, workspaceId, alarms);
  }
}
