// A rule that nobody has saved yet is held against the newest tickets and their past: for which it would have run, and when.
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type CalendarVersion, nextOpening } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { Clock } from '../platform/clock.js';
import { leavesOf } from '../platform/conditions/condition.js';
import { meets } from '../platform/conditions/meets.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { ReadStanding } from '../tickets/read-standing.js';
import { ReadTicketSubject } from '../tickets/read-ticket-subject.js';
import type { TicketSubject } from '../tickets/ticket-fields.js';
import { FACTS_OF_RULES } from './happening.js';
import { ReadRuleFields } from './read-rule-fields.js';
import { stretchesOf } from './replay-clock.js';
import { FACTS_OF_REPLAY, type Moment, replay, TOLD_FIELDS, type Told } from './replay-ticket.js';
import { checkRule, type OnTime } from './rule.js';
import { clockEnds } from './rule-clock.js';
import type { RuleSubject } from './rule-subject.js';
import { readPast } from './rule-work.store.js';
import type { DryRunRequest, DryRunView } from './rules.requests.js';
import { FACTS_OF_CLOCKS } from './run-clocks.js';

/** So many of the newest tickets are looked at. */
const NEWEST = 1000;
/** And so many without a break. */
const AT_A_TIME = 10;
const TYPES = [...new Set([...FACTS_OF_RULES, ...FACTS_OF_CLOCKS].map((event) => event.type).concat(FACTS_OF_REPLAY))];

/** What a condition is asked with, at one moment of the past. */
type Ask = (at: Date, moment: Moment, timed: boolean) => boolean;

@Injectable()
export class DryRunRule {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: ReadStanding,
    private readonly subjects: ReadTicketSubject,
    private readonly calendars: CalendarInForce,
    private readonly fields: ReadRuleFields,
  ) {}

  /** Touches nothing. @throws DomainError validation-failed */
  async run(workspaceId: string, rule: DryRunRequest): Promise<DryRunView> {
    const fields = await this.fields.run(workspaceId);
    const faults = checkRule({ ...rule, actions: [{ do: 'only-thanks' }] }, fields);
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
    const ids = await this.standings.latest(this.database, workspaceId, NEWEST);
    const subjects = await this.subjects.run(this.database, workspaceId, ids);
    const past = byTicket(await readPast(this.database, workspaceId, ids, TYPES));
    const asked = leavesOf(rule.condition).map((leaf) => leaf.field);
    const texts = asked.some((field) => field.startsWith('message.'))
      ? await this.standings.texts(this.database, workspaceId, customerMessages([...past.values()].flat()))
      : new Map<string, string>();
    const hours = await this.hours(workspaceId, [...subjects.values()]);
    const tickets: DryRunView['tickets'] = [];
    const matched = new Map<string, Date[]>();
    for (const [index, id] of ids.entries()) {
      // Others have a desk to use meanwhile.
      if (index % AT_A_TIME === 0) await setImmediate();
      const today = subjects.get(id);
      if (!today) continue;
      const ask: Ask = (at, moment, timed) =>
        meets(rule.condition, fields, subjectOf(moment, timed, at, texts, hours.get(moment.ticket.teamId) ?? null), at);
      const facts = past.get(id) ?? [];
      const at =
        rule.when.on === 'time'
          ? this.byTime(rule.when, facts, today, hours, ask)
          : byEvents(rule.when.events, facts, today, ask);
      if (at.length > 0) matched.set(id, at);
    }
    const rows = await this.standings.run(this.database, workspaceId, [...matched.keys()]);
    for (const [id, at] of matched) {
      const row = rows.get(id);
      if (!row) continue;
      const { number, subject, preview, contactName: customer } = row;
      tickets.push({ id, number, subject, preview, customer, at: at[0]!.toISOString(), times: at.length });
    }
    return { looked: subjects.size, tickets, nearly: nearly(rule, asked) };
  }

  private byTime(
    when: OnTime,
    facts: Told[],
    today: TicketSubject,
    hours: Map<string | null, CalendarVersion | null>,
    ask: Ask,
  ): Date[] {
    const now = this.clock.now();
    const moments = replay(facts, today);
    return stretchesOf(when, facts).flatMap(({ from, to }) => {
      const over = clockEnds(when, new Date(from), hours.get(today.teamId) ?? null);
      if (!over || over > now || (to !== null && over.getTime() >= to)) return [];
      const then = moments.findLast((moment) => moment.happening.at <= over);
      if (!then) return [];
      if (ask(over, then, true)) return [over];
      // From then on it is asked whenever something happens, as long as the clock runs.
      const later = moments.find(
        ({ happening: { at } }, index) =>
          at > over && (to === null || at.getTime() < to) && ask(at, moments[index]!, true),
      );
      return later ? [later.happening.at] : [];
    });
  }

  private async hours(workspaceId: string, tickets: TicketSubject[]) {
    const hours = new Map<string | null, CalendarVersion | null>();
    for (const { teamId } of [{ teamId: null }, ...tickets])
      if (!hours.has(teamId)) hours.set(teamId, await this.calendars.run(this.database, workspaceId, teamId));
    return hours;
  }
}

function byEvents(events: string[], facts: Told[], today: TicketSubject, ask: Ask): Date[] {
  return replay(facts, today)
    .filter(({ happening }) => events.some((event) => happening.occasions.has(event as never)))
    .filter((moment) => ask(moment.happening.at, moment, false))
    .map((moment) => moment.happening.at);
}

function subjectOf(
  { happening, ticket, messageId }: Moment,
  timed: boolean,
  at: Date,
  texts: Map<string, string>,
  hours: CalendarVersion | null,
): RuleSubject {
  const opening = hours && nextOpening(hours, at);
  return {
    ticket,
    before: timed ? {} : happening.before,
    by: timed ? null : happening.by,
    text: messageId ? (texts.get(messageId) ?? null) : null,
    score: timed ? null : happening.score,
    open: !hours || (opening !== null && opening <= at),
  };
}

function nearly({ when }: DryRunRequest, asked: string[]): DryRunView['nearly'] {
  const now: DryRunView['nearly'] = asked.some((field) => !TOLD_FIELDS.has(field)) ? ['values-now'] : [];
  const byHours = asked.includes('hours.open') || (when.on === 'time' && when.clock === 'business');
  return byHours ? [...now, 'hours-now'] : now;
}

const customerMessages = (facts: Told[]): string[] =>
  facts.flatMap((fact) =>
    fact.type === 'message.received' && !fact.payload.automatic ? [String(fact.payload.messageId)] : [],
  );

function byTicket<T extends { ticketId: string }>(facts: T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const fact of facts) {
    const known = found.get(fact.ticketId);
    if (known) known.push(fact);
    else found.set(fact.ticketId, [fact]);
  }
  return found;
}
