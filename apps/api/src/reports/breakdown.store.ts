// What a breakdown counts: the rows of one figure by group, for the period and the one before, two hundred groups at most.
import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../platform/database/database.js';
import {
  BUCKETS,
  bucketAt,
  bucketOfEntry,
  isSurveyName,
  KIND,
  kindOf,
  OUTCOME,
  placeOf,
  promiseKind,
  readSurveyName,
  type SurveyName,
} from './cells.js';
import {
  type BrokenDown,
  type Dimension,
  isSliced,
  MEASURES,
  type Measure,
  PROMISES,
  parseFigure,
  type ReportClock,
  SPELLS,
  type Spell,
} from './figures.js';
import type { Grouping } from './groupings.js';
import { BREATH, type Filters, readDays, readNow, rowWhere } from './read-days.js';
import { selectionOf } from './report-lines.store.js';
import type { Days } from './report-period.js';
import type { Column } from './rollup.store.js';
import { ONE_TOUCH, REOPENED_IN_TIME, SPELL_SECONDS, spellBucket } from './solving-rows.js';

export const MOST_GROUPS = 200;

export interface GroupCount {
  group: string;
  n: number;
  /** Of those, what a share counts; elsewhere n again. */
  hits: number;
  previousN: number;
  previousHits: number;
  /** How many groups there are, also those beyond the last one told. */
  groups: number;
}

export interface GroupBucket {
  group: string;
  current: boolean;
  bucket: number;
  n: number;
  seconds: number;
}

export interface BreakdownRowsAsk extends Filters {
  figure: BrokenDown;
  by: Dimension;
  /** Which of the workspace's own fields, where it is by one. */
  field?: string | null;
  grouping: Grouping;
  /** These alone; null: all. */
  groups?: string[] | null;
  clock: ReportClock;
  period: Days;
  before: Days;
  dayAfter: string;
  timeZone: string;
}

/** What a share is a share of, and which of them it counts. */
const SHARES: Partial<Record<BrokenDown, { of: BrokenDown | 'promises.ended'; hit: string }>> = {
  'csat.good': { of: 'csat.answered', hit: 'x.good' },
  'csat.answered': { of: 'csat.sent', hit: 'x.score IS NOT NULL' },
  'promises.kept': { of: 'promises.ended', hit: 'NOT x.late' },
  'handoffs.none': { of: 'tickets.solved', hit: 'x.handoffs = 0' },
  'one-touch': { of: 'tickets.solved', hit: ONE_TOUCH },
  reopened: { of: 'tickets.solved', hit: REOPENED_IN_TIME },
};

export const isShare = (figure: BrokenDown): boolean => SHARES[figure] !== undefined;

/** What a breakdown rests on: its groups, the largest first, and of a duration their histograms. */
export interface Grouped {
  counts: GroupCount[];
  buckets: GroupBucket[];
}

export async function countBreakdown(sql: Sql, ask: BreakdownRowsAsk): Promise<Grouped> {
  const cells = CELLS[ask.figure];
  const measure = [...MEASURES, ...SPELLS].find((name) => name === ask.figure);
  const { timeZone, by, clock } = ask;
  if (ask.figure === 'tickets.waiting' && isSliced(by)) {
    // Who waits now is in no period.
    const now = await readNow(sql, { filters: ask, by, field: ask.field });
    const groups = new Groups();
    now?.tell((kind, _, n, group) => {
      if (kind === KIND.waiting) groups.count(group, true, n, n);
    });
    if (now) return groups.told(ask.groups ?? null);
  }
  // By these nothing is added up beforehand.
  if ((!cells && !measure) || !isSliced(by)) {
    const counts = await countGroups(sql, ask);
    const told = counts.map(({ group }) => group);
    return { counts, buckets: measure ? await bucketGroups(sql, ask, told) : [] };
  }
  const { days, names } = await readDays(sql, {
    ...{ filters: ask, timeZone, from: ask.before.from, until: ask.dayAfter, by, field: ask.field },
    columns: columnsOf(measure, cells, clock),
  });
  const groups = new Groups();
  const named = cells?.kind === KIND.survey ? [...names].filter(([, name]) => isSurveyName(name)) : [];
  const surveys = new Map(named.map(([id, name]) => [id, readSurveyName(name)]));
  const [times, sums] = measure ? timesOf(measure, clock) : [null, null];
  for (const [i, { day, tell }] of days.entries()) {
    if (i % BREATH === BREATH - 1) await setImmediate();
    const current = day >= ask.period.from;
    tell((kind, entry, n, group) => {
      if (kind === times) groups.time(group, current, bucketOfEntry(entry), n);
      else if (kind === sums) groups.seconds(group, current, n);
      else if (cells?.kinds?.has(kind)) groups.count(group, current, n, cells.hits!.has(kind) ? n : 0);
      else if (cells && kind === cells.kind) {
        const survey = cells.kind === KIND.survey ? surveys.get(entry)! : null;
        if (survey && !(survey.kind === 'csat' && cells.of!(survey))) return;
        const hit = survey ? cells.hit!(survey) : (cells.entry ?? entry) === entry;
        groups.count(group, current, n, hit ? n : 0);
      }
    });
  }
  return groups.told(ask.groups ?? null);
}

interface CountedCells {
  kind?: number;
  /** Of a share that several kinds are counted for, and those that it counts. */
  kinds?: ReadonlySet<number>;
  hits?: ReadonlySet<number>;
  /** Where not among the counts. */
  column?: 'promises' | 'work';
  /** Of surveys: which of those sent by CSAT. */
  of?: (survey: SurveyName) => boolean;
  hit?: (survey: SurveyName) => boolean;
  /** Of solvings: which of them a share counts. */
  entry?: number;
}

const answered = (survey: SurveyName) => survey.score !== null;
const promises = (what: 'kept' | 'late') => PROMISES.map((target) => promiseKind(what, target));
const CELLS: Partial<Record<BrokenDown, CountedCells>> = {
  'promises.kept': {
    kinds: new Set([...promises('kept'), ...promises('late')]),
    hits: new Set(promises('kept')),
    column: 'promises',
  },
  'tickets.opened': { kind: KIND.opened },
  'tickets.solved': { kind: KIND.solved },
  'tickets.unanswered': { kind: KIND.unanswered },
  'csat.sent': { kind: KIND.survey, of: () => true, hit: () => true },
  'csat.answered': { kind: KIND.survey, of: () => true, hit: answered },
  'csat.good': { kind: KIND.survey, of: answered, hit: (survey) => survey.good === true },
  'handoffs.none': { kind: KIND.handoffs, column: 'work', entry: 0 },
  'one-touch': { kind: KIND.outcome, column: 'work', entry: OUTCOME.oneTouch },
  reopened: { kind: KIND.outcome, column: 'work', entry: OUTCOME.reopened },
};

const isSpell = (measure: Measure | Spell): measure is Spell => (SPELLS as readonly string[]).includes(measure);

function columnsOf(
  measure: Measure | Spell | undefined,
  cells: CountedCells | undefined,
  clock: ReportClock,
): Column[] {
  if (measure) return isSpell(measure) ? ['work'] : ['counts', clock];
  return [cells?.column ?? 'counts'];
}

/** The kinds of its histogram and of its sum. */
function timesOf(measure: Measure | Spell, clock: ReportClock): [number, number] {
  if (!isSpell(measure)) return [kindOf('times', clock, measure), kindOf('seconds', clock, measure)];
  const spell = SPELLS.indexOf(measure);
  return [KIND.spells + spell, KIND.spellSeconds + spell];
}

interface Own extends Omit<GroupCount, 'groups'> {
  /** By side: the period itself, the one before. */
  times: Int32Array[];
  seconds: number[];
}

class Groups {
  private readonly all = new Map<string, Own>();
  /** Cells of one group follow each other. */
  private last: Own | null = null;

  private of(group: string): Own {
    if (this.last?.group === group) return this.last;
    const known = this.all.get(group);
    const own = known ?? { group, n: 0, hits: 0, previousN: 0, previousHits: 0, times: [], seconds: [0, 0] };
    if (!known) this.all.set(group, own);
    this.last = own;
    return own;
  }

  count(group: string, current: boolean, n: number, hits: number): void {
    const own = this.of(group);
    own[current ? 'n' : 'previousN'] += n;
    own[current ? 'hits' : 'previousHits'] += hits;
  }

  time(group: string, current: boolean, bucket: number, n: number): void {
    this.count(group, current, n, n);
    const { times } = this.of(group);
    const side = current ? 0 : 1;
    times[side] ??= new Int32Array(BUCKETS);
    times[side][placeOf(bucket)]! += n;
  }

  seconds(group: string, current: boolean, n: number): void {
    this.of(group).seconds[current ? 0 : 1]! += n;
  }

  /** `only`: these groups; null: all. */
  told(only: string[] | null): Grouped {
    const all = [...this.all.values()].filter(
      ({ group, n, previousN }) => (n !== 0 || previousN !== 0) && (only?.includes(group) ?? true),
    );
    const shown = all
      .sort((a, b) => b.n - a.n || b.previousN - a.previousN || (a.group < b.group ? -1 : 1))
      .slice(0, MOST_GROUPS);
    return {
      counts: shown.map(({ times: _, seconds: __, ...row }) => ({ ...row, groups: all.length })),
      buckets: shown.flatMap((own) => this.bucketsOf(own)),
    };
  }

  private bucketsOf({ group, times, seconds }: Own): GroupBucket[] {
    // By hand: a group has thousands of places, and an iterator costs more than what it finds.
    const rows: GroupBucket[] = [];
    for (const side of [0, 1]) {
      const own = times[side];
      // The seconds are of the whole group, told once.
      let left = seconds[side]!;
      for (let place = 0; own && place < own.length; place++) {
        const n = own[place]!;
        if (n === 0) continue;
        rows.push({ group, current: side === 0, bucket: bucketAt(place), n, seconds: left });
        left = 0;
      }
    }
    return rows;
  }
}

/** From the rows themselves; as many as opening each shows, except that a share also has those it does not count. */
function countGroups(sql: Sql, ask: BreakdownRowsAsk): Promise<GroupCount[]> {
  const { from, value, current, params } = rowsOf(ask);
  const hit = SHARES[ask.figure]?.hit ?? 'true';
  return sql.query(
    `SELECT *, count(*) OVER ()::int AS groups FROM (
       SELECT ${value} AS "group", count(*) FILTER (WHERE ${current})::int AS n, count(*) FILTER (WHERE ${current} AND ${hit})::int AS hits,
         count(*) FILTER (WHERE NOT ${current})::int AS "previousN", count(*) FILTER (WHERE NOT ${current} AND ${hit})::int AS "previousHits"
       ${from} GROUP BY 1) AS grouped
     ORDER BY n DESC, "previousN" DESC, "group" LIMIT ${MOST_GROUPS}`,
    params,
  );
}

/** Histograms of a duration, of these groups. */
function bucketGroups(sql: Sql, ask: BreakdownRowsAsk, groups: string[]): Promise<GroupBucket[]> {
  const { from, value, current, params, give } = rowsOf(ask);
  const spell = SPELLS.find((name) => name === ask.figure);
  const seconds = spell ? SPELL_SECONDS[spell] : `x.${ask.clock}_s`;
  const bucket = spell ? spellBucket(seconds) : `x.${ask.clock}_bucket`;
  return sql.query(
    `SELECT ${value} AS "group", ${current} AS current, ${bucket} AS bucket, count(*)::int AS n, sum(${seconds})::float8 AS seconds
     ${from} AND ${value} = ANY(${give(groups)}::text[]) GROUP BY 1, 2, 3`,
    params,
  );
}

/** The rows behind a figure with their groups. Table and column names come from selectionOf and GROUPS alone. */
function rowsOf(ask: BreakdownRowsAsk) {
  const { table, at, where, undated } = selectionOf(parseFigure(SHARES[ask.figure]?.of ?? ask.figure)!, ask.clock);
  const joined = ask.grouping(() => '').join !== '';
  const { where: filtered, params } = rowWhere(ask, 'x', joined ? 't' : 'x');
  const give = (value: unknown) => `$${params.push(value)}`;
  const { value, join } = ask.grouping(give);
  const chosen = ask.groups ? `AND ${value} = ANY(${give(ask.groups)}::text[])` : '';
  const start = (day: string) => `(${give(day)}::date::timestamp AT TIME ZONE ${give(ask.timeZone)})`;
  const dated = undated ? 'true' : `${at} >= ${start(ask.before.from)} AND ${at} < ${start(ask.dayAfter)}`;
  return {
    value,
    current: undated ? 'true' : `${at} >= ${start(ask.period.from)}`,
    from: `FROM ${table} x ${join} WHERE ${filtered} AND ${dated} AND ${where} ${chosen}`,
    params,
    give,
  };
}
