// `otklik reports verify`: recomputes every figure of every report from the facts, the slow way, and names what disagrees.
import { Injectable } from '@nestjs/common';
import { SURVEY_KINDS } from '@otklik/survey';
import type { CalendarVersion } from '../desk/business-time.js';
import { ReadCalendarVersion } from '../desk/read-calendar-version.js';
import { GROUPING_TYPES, groupingFields } from '../people/fields/grouping-fields.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { ReadWorkspaces } from '../people/read-workspaces.js';
import { ReadSegments } from '../people/segments/read-segments.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import type { Fact } from '../platform/events/define-event.js';
import type { Measured } from '../tickets/events.js';
import { ReadBreakdown } from './breakdown.report.js';
import { ReadCaseReport } from './case-report.js';
import { checkRollups } from './check-rollups.js';
import { readFacts } from './facts.store.js';
import { BROKEN_DOWN, CLOCKS, DIMENSIONS, type Dimension } from './figures.js';
import { FACTS_THAT_COUNT } from './fold-facts.js';
import { ReadLoad } from './load.report.js';
import { ReadOverview } from './overview.report.js';
import { REPORTS_CONSUMER } from './project-facts.js';
import { ReadPromises } from './promises.report.js';
import type { Filters } from './read-days.js';
import { type Asked, askedOf } from './recount-asked.js';
import { comparable, recountBreakdown, shownBreakdown } from './recount-breakdown.js';
import { recountCases, shownCases } from './recount-cases.js';
import { type DatedThing, onTheirDays, type Thing, thingsOf } from './recount-facts.js';
import { recountHours } from './recount-hours.js';
import { recountLoad, shownLoad } from './recount-load.js';
import { agrees, type Expected, recountOverview, shownFigures } from './recount-overview.js';
import { recountPromises, shownPromises } from './recount-promises.js';
import { recountSatisfaction, shownSatisfaction } from './recount-satisfaction.js';
import { recountSurveys, shownSurveys } from './recount-surveys.js';
import { recountWork, shownWork } from './recount-work.js';
import { addDays, type Days, dayOf, everyDay, LONGEST_DAYS } from './report-period.js';
import { ReadSatisfaction } from './satisfaction.report.js';
import { ReadSurveyReport } from './survey-report.js';
import { ReadWork } from './work.report.js';

export interface Disagreement {
  workspaceId: string;
  /** Which overview: e.g. `2026-03-01..2026-03-30 channel=telegram clock=business`. */
  overview: string;
  figure: string;
  shown: number | string | null;
  recounted: number | string | null;
}

export interface Verification {
  workspaces: number;
  /** Facts recounted. */
  facts: number;
  /** Facts still on their way to the reports: left out on both sides. */
  pending: number;
  /** Figures compared. */
  figures: number;
  disagreements: Disagreement[];
}

/** What may be recounted by itself: a story that looks at the figures again and again need not look at all of them. */
export type Part =
  | ('overview' | 'surveys' | 'cases' | 'load' | 'work')
  | ('satisfaction' | 'breakdown' | 'promises' | 'rollups');
export const HEADLINES: readonly Part[] = ['overview', 'surveys', 'rollups'];
const EVERYTHING: readonly Part[] = [...HEADLINES, 'cases', 'load', 'work', 'satisfaction', 'breakdown', 'promises'];

type Slice = Omit<Filters, 'workspaceId'>;
type Single = Pick<Slice, 'channel' | 'teamId' | 'agentId'>;

@Injectable()
export class VerifyReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspaces,
    private readonly overviews: ReadOverview,
    private readonly calendars: ReadCalendarVersion,
    private readonly breakdowns: ReadBreakdown,
    private readonly loads: ReadLoad,
    private readonly satisfaction: ReadSatisfaction,
    private readonly cases: ReadCaseReport,
    private readonly surveys: ReadSurveyReport,
    private readonly segments: ReadSegments,
    private readonly fields: ReadFields,
    private readonly promises: ReadPromises,
    private readonly work: ReadWork,
  ) {}

  /** One workspace, or all. Reads only; each workspace from one moment. */
  async run(workspaceId?: string, parts: readonly Part[] = EVERYTHING): Promise<Verification> {
    const found: Verification = { workspaces: 0, facts: 0, pending: 0, figures: 0, disagreements: [] };
    for (const workspace of await this.workspaces.run()) {
      if (workspaceId && workspace.id !== workspaceId) continue;
      found.workspaces += 1;
      await this.database.transaction(async (tx) => {
        await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
        await this.verify(tx, workspace.id, workspace.timeZone, found, parts);
      });
    }
    return found;
  }

  private async verify(
    tx: Tx,
    workspaceId: string,
    timeZone: string,
    found: Verification,
    parts: readonly Part[],
  ): Promise<void> {
    const pending = await pendingFacts(tx, workspaceId);
    found.pending += pending.size;
    const counted: Thing[] = [];
    const asked: Asked[] = [];
    const versions = new Map<string, CalendarVersion>();
    const business = (measured: Measured) => {
      const version = versions.get(measured.calendarVersionId ?? '');
      return version ? recountHours(version, new Date(measured.startedAt), new Date(measured.endedAt)) : null;
    };
    for await (const all of readFacts(
      tx,
      workspaceId,
      FACTS_THAT_COUNT.map((event) => event.type),
    )) {
      const facts = all.filter((fact) => !pending.has(fact.id));
      found.facts += facts.length;
      await this.loadVersions(tx, workspaceId, facts, versions);
      counted.push(...thingsOf(facts, business));
      asked.push(...askedOf(facts, timeZone));
    }
    const things = onTheirDays(counted, timeZone);
    const today = dayOf(this.clock.now(), timeZone);
    for (const period of periods(things, timeZone, today)) {
      if (parts.includes('cases')) await this.verifyCases(tx, workspaceId, timeZone, found, things, period);
      if (parts.includes('load')) await this.verifyLoad(tx, workspaceId, timeZone, found, things, period);
      if (parts.includes('work')) await this.verifyWork(tx, workspaceId, found, things, { period, today });
      if (parts.includes('satisfaction')) await this.verifySatisfaction(tx, workspaceId, found, asked, period);
      if (parts.includes('surveys')) await this.verifySurveys(tx, workspaceId, found, { asked, things }, period);
      if (parts.includes('overview')) await this.verifyOverviews(tx, workspaceId, found, things, period);
      if (parts.includes('promises')) await this.verifyPromises(tx, workspaceId, found, things, period);
      if (parts.includes('breakdown'))
        await this.verifyBreakdowns(tx, workspaceId, found, things, { ...period, today });
    }
    if (parts.includes('rollups')) await this.verifyRollups(tx, workspaceId, found);
  }

  private async verifySurveys(
    tx: Tx,
    workspaceId: string,
    found: Verification,
    { asked, things }: { asked: Asked[]; things: DatedThing[] },
    period: Days,
  ): Promise<void> {
    const surveys = shownSurveys(await this.surveys.within(tx, workspaceId, period));
    const which = `surveys ${period.from}..${period.to}`;
    this.compare(found, workspaceId, which, recountSurveys(asked, things, period), surveys);
  }

  private async verifyOverviews(
    tx: Tx,
    workspaceId: string,
    found: Verification,
    things: DatedThing[],
    period: Days,
  ): Promise<void> {
    const grouping = await groupingFields(tx, workspaceId);
    for (const slice of [...slices(things), ...combinations(things, grouping)])
      for (const clock of CLOCKS) {
        const ask = { ...slice, clock, workspaceId, from: period.from, to: period.to };
        const report = await this.overviews.within(tx, ask);
        const expected = recountOverview(within(things, slice), {
          ...ask,
          period,
          previous: report.previous,
          days: everyDay(period),
        });
        this.compare(found, workspaceId, describe(period, slice, clock), expected, shownFigures(report));
      }
  }

  private async verifyPromises(
    tx: Tx,
    workspaceId: string,
    found: Verification,
    things: DatedThing[],
    period: Days,
  ): Promise<void> {
    const grouping = await groupingFields(tx, workspaceId);
    for (const slice of [...slices(things), ...combinations(things, grouping)]) {
      const report = await this.promises.within(tx, { ...slice, ...period, workspaceId, clock: 'calendar' });
      const { previous } = report;
      const expected = recountPromises(within(things, slice), { period, previous, days: everyDay(period) });
      const which = `promises ${describe(period, slice, 'calendar')}`;
      this.compare(found, workspaceId, which, expected, shownPromises(report));
    }
  }

  private async verifyRollups(tx: Tx, workspaceId: string, found: Verification): Promise<void> {
    const { checked, wrong } = await checkRollups(tx, workspaceId);
    found.figures += checked;
    for (const { what, kept, counted } of wrong)
      found.disagreements.push({
        ...{ workspaceId, overview: 'daily rollups', figure: what },
        ...{ shown: `${kept} bytes`, recounted: `${counted} bytes` },
      });
  }

  private async verifyCases(
    tx: Tx,
    workspaceId: string,
    timeZone: string,
    found: Verification,
    things: Thing[],
    period: Days,
  ): Promise<void> {
    for (const slice of slices(things)) {
      const report = await this.cases.within(tx, { ...slice, ...period, workspaceId });
      const mine = within(things, slice);
      const which = `cases ${describe(period, slice, 'calendar')}`;
      this.compare(found, workspaceId, which, recountCases(mine, period, timeZone), shownCases(report));
    }
  }

  private async verifyLoad(
    tx: Tx,
    workspaceId: string,
    timeZone: string,
    found: Verification,
    things: DatedThing[],
    period: Days,
  ): Promise<void> {
    const grouping = await groupingFields(tx, workspaceId);
    for (const slice of [...slices(things), ...combinations(things, grouping)])
      for (const clock of CLOCKS) {
        const report = await this.loads.within(tx, { ...slice, ...period, workspaceId, clock });
        const days = report.days.map((one) => one.day);
        const expected = recountLoad(within(things, slice), {
          period,
          days,
          timeZone,
          clock,
          now: new Date(report.madeAt),
        });
        this.compare(found, workspaceId, `load ${describe(period, slice, clock)}`, expected, shownLoad(report));
      }
  }

  private async verifyWork(
    tx: Tx,
    workspaceId: string,
    found: Verification,
    things: DatedThing[],
    { period, today }: { period: Days; today: string },
  ): Promise<void> {
    const grouping = await groupingFields(tx, workspaceId);
    for (const slice of [...slices(things), ...combinations(things, grouping)]) {
      const report = await this.work.within(tx, { ...slice, ...period, workspaceId });
      const expected = recountWork(within(things, slice), { period, previous: report.previous, today });
      this.compare(found, workspaceId, `work ${describe(period, slice, 'calendar')}`, expected, shownWork(report));
    }
  }

  private async verifySatisfaction(
    tx: Tx,
    workspaceId: string,
    found: Verification,
    asked: Asked[],
    period: Days,
  ): Promise<void> {
    for (const slice of slices(asked))
      for (const kind of SURVEY_KINDS) {
        const report = await this.satisfaction.within(tx, {
          ...slice,
          ...period,
          workspaceId,
          kind,
          clock: 'calendar',
        });
        const mine = asked.filter(
          (one) =>
            one.kind === kind &&
            (['channel', 'teamId', 'agentId'] as const).every(
              (name) => slice[name] === null || one[name] === slice[name],
            ),
        );
        const expected = recountSatisfaction(mine, { kind, period, previous: report.previous });
        const which = `satisfaction ${describe(period, slice, 'calendar')} ${kind}`;
        this.compare(found, workspaceId, which, expected, shownSatisfaction(report));
      }
  }

  /** Every figure by everything. */
  private async verifyBreakdowns(
    tx: Tx,
    workspaceId: string,
    found: Verification,
    things: DatedThing[],
    { today, ...days }: Days & { today: string },
  ): Promise<void> {
    const all = { channel: null, teamId: null, agentId: null };
    const segments = await this.membership(tx, workspaceId, things);
    const fields = (await this.fields.run(workspaceId, 'ticket', tx)).filter(({ type }) =>
      GROUPING_TYPES.includes(type),
    );
    const dimensions: { by: Dimension; field?: string }[] = [
      ...DIMENSIONS.filter((by) => by !== 'field').map((by) => ({ by })),
      ...fields.map(({ id }) => ({ by: 'field' as const, field: id })),
    ];
    for (const figure of BROKEN_DOWN)
      for (const dimension of dimensions)
        for (const clock of CLOCKS) {
          const { by } = dimension;
          const report = await this.breakdowns.within(tx, {
            ...all,
            ...days,
            workspaceId,
            figure,
            ...dimension,
            clock,
          });
          const { period, previous } = report;
          const expected = recountBreakdown(things, {
            ...{ figure, ...dimension, segments, period, previous, clock, today },
          });
          for (const path of expected.keys()) if (!comparable(report, path)) expected.delete(path);
          const which = `${describe(period, all, clock)} ${figure} by ${by}`;
          this.compare(found, workspaceId, which, expected, shownBreakdown(report));
        }
  }

  /** In which segments each person is now, a thousand at a time. */
  private async membership(tx: Tx, workspaceId: string, things: Thing[]): Promise<Map<string, string[]>> {
    const ids = [...new Set(things.map((thing) => thing.contactId))];
    const found = new Map<string, string[]>();
    for (let at = 0; at < ids.length; at += 1000)
      for (const [id, segments] of await this.segments.ofLiving(tx, workspaceId, ids.slice(at, at + 1000)))
        found.set(id, segments);
    return found;
  }

  private compare(
    found: Verification,
    workspaceId: string,
    overview: string,
    expected: Map<string, Expected>,
    shown: Map<string, number | string | null>,
  ): void {
    for (const figure of new Set([...expected.keys(), ...shown.keys()])) {
      const one = expected.get(figure) ?? { value: null, within: 0 };
      const other = shown.get(figure) ?? null;
      found.figures += 1;
      if (!agrees(other, one))
        found.disagreements.push({ workspaceId, overview, figure, shown: other, recounted: one.value });
    }
  }

  /** The hours that these facts were measured with, each read once. */
  private async loadVersions(
    tx: Tx,
    workspaceId: string,
    facts: Fact[],
    known: Map<string, CalendarVersion>,
  ): Promise<void> {
    const named = facts.flatMap(({ payload }) => [payload.calendarVersionId, payload.resolution?.calendarVersionId]);
    for (const id of new Set(named.filter((id) => typeof id === 'string' && !known.has(id)) as string[])) {
      const version = await this.calendars.run(tx, workspaceId, id);
      if (version) known.set(id, version);
    }
  }
}

/** The ids of facts that the relay has not yet brought here. */
async function pendingFacts(tx: Tx, workspaceId: string): Promise<Set<string>> {
  const rows = await tx.query<{ facts: Fact[] }>(`SELECT facts FROM outbox WHERE consumer = $1 AND workspace_id = $2`, [
    REPORTS_CONSUMER,
    workspaceId,
  ]);
  return new Set(rows.flatMap((row) => row.facts.map((fact) => fact.id)));
}

/** Everything since the first fact (as far back as a report may look), and the usual 30 days. */
function periods(things: DatedThing[], timeZone: string, today: string): Days[] {
  const month = { from: addDays(today, -29), to: today };
  const first = things.reduce(
    (least, thing) => (thing.at < least ? thing.at : least),
    new Date(`${today}T00:00:00Z`).toISOString(),
  );
  const earliest = addDays(today, 1 - LONGEST_DAYS);
  const from = dayOf(new Date(first), timeZone);
  const whole = { from: from < earliest ? earliest : from, to: today };
  return whole.from === month.from ? [whole] : [whole, month];
}

/** All tickets, each single channel, team and agent that occurs. */
function slices(things: Single[]): Slice[] {
  const all: Slice = { channel: null, teamId: null, agentId: null };
  const distinct = (name: 'channel' | 'teamId' | 'agentId') =>
    [...new Set(things.map((thing) => thing[name]))]
      .filter((value) => value !== null)
      .map((value) => ({ ...all, [name]: value }));
  return [all, ...distinct('channel'), ...distinct('teamId'), ...distinct('agentId')];
}

const itemsOf = ({ fields }: Thing, grouping: ReadonlySet<string>): string[] =>
  [...fields]
    .filter(([id, value]) => value !== null && grouping.has(id))
    .flatMap(([id, value]) => [value].flat().map((each) => `${id}:${each}`));

/** Of some things, chosen evenly, what they are filtered by together; and by one connection, language, tag, priority and field alone. */
function combinations(things: Thing[], grouping: ReadonlySet<string>): Slice[] {
  const all = { channel: null, teamId: null, agentId: null };
  const tagged = things.filter((thing) => thing.tags.length > 0);
  const of = things.find((thing) => itemsOf(thing, grouping).length > 0);
  const filled = of ? itemsOf(of, grouping)[0]! : null;
  const nth = (list: Thing[], share: number) => list[Math.floor(list.length * share)];
  const [a, b, c, d] = [nth(things, 0.3), nth(things, 0.7), nth(tagged, 0.4), nth(tagged, 0.8)];
  return [
    ...(a
      ? [
          { ...all, connectionId: a.connectionId },
          { ...all, channel: a.channel, language: a.language },
          { ...all, priority: a.priority },
        ]
      : []),
    ...(b
      ? [
          { ...all, language: b.language },
          { ...all, teamId: b.teamId, connectionId: b.connectionId },
        ]
      : []),
    ...(c
      ? [
          { ...all, tag: c.tags[0]! },
          { ...all, agentId: c.agentId, tag: c.tags.at(-1)!, priority: c.priority },
        ]
      : []),
    ...(filled
      ? [
          { ...all, fieldValue: filled },
          { ...all, channel: of!.channel, fieldValue: filled },
        ]
      : []),
    ...(d ? [{ ...all, channel: d.channel, teamId: d.teamId, language: d.language, tag: d.tags[0]! }] : []),
  ];
}

function within<T extends Thing>(things: T[], { tag = null, fieldValue = null, ...rest }: Slice): T[] {
  const any = new Set(fieldValue === null ? [] : [fieldValue.slice(0, fieldValue.indexOf(':'))]);
  const filters = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  return things.filter(
    (thing) =>
      filters.every(([name, value]) => thing[name as 'channel'] === value) &&
      (tag === null || thing.tags.includes(tag)) &&
      (fieldValue === null || itemsOf(thing, any).includes(fieldValue)),
  );
}

function describe({ from, to }: Days, slice: Slice, clock: string): string {
  const filters = Object.entries(slice).filter(([, value]) => value !== null);
  return [`${from}..${to}`, ...filters.map(([name, value]) => `${name}=${value}`), `clock=${clock}`].join(' ');
}
