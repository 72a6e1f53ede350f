// What the page of satisfaction counts, from the daily rollups: the surveys of one kind by day, by everything that was seen of their tickets, and by reason.
import { setImmediate } from 'node:timers/promises';
import type { SurveyKind } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import {
  isSurveyName,
  KIND,
  type ReasonName,
  readReasonName,
  readSurveyName,
  type Slice,
  type SurveyName,
} from './cells.js';
import type { Dimension, Seen } from './figures.js';
import { BREATH, type Filters, readDays } from './read-days.js';
import type { ReasonCount } from './report-counts.store.js';
import type { Days } from './report-period.js';
import { groupsOf } from './rollup.store.js';

/** Answers of one score; score null: sent, not answered. */
export interface Scored {
  scaleMax: number;
  score: number | null;
  n: number;
}

/** `day` is null in the period before. */
export interface DayScores extends Scored {
  day: string | null;
}

/** By one dimension. */
export interface GroupScores extends Scored {
  by: ByRow;
  group: string;
}

/** Tickets alike in all that the strata are cut by. */
export interface StratumScores extends Scored {
  key: string[];
}

export interface ReasonScores extends Scored {
  reason: string;
}

/** What stands in the row itself: tags are the breakdown's, reasons have a question of their own. */
export const BY_ROW = [
  ...['channel', 'team', 'agent', 'connection', 'language'],
  ...['survey', 'wait', 'reopened', 'handoffs'],
] as ByRow[];
export type ByRow = Exclude<Dimension, 'tag' | 'priority' | 'segment' | 'field'> | Exclude<Seen, 'reason'>;

/** The most telling first: what is too thin is joined along the last. */
export const STRATA = ['channel', 'reopened', 'wait', 'handed', 'team'] as const;

export interface ScoresAsk {
  filters: Filters;
  /** Absent: the usual one of those that were sent. */
  survey: SurveyKind | null;
  period: Days;
  before: Days;
  dayAfter: string;
  timeZone: string;
}

export interface ScoreCounts {
  kind: SurveyKind;
  /** Which kinds were sent at all, in the period or the one before; most sent first. */
  kinds: { kind: SurveyKind; sent: number }[];
  days: DayScores[];
  groups: GroupScores[];
  strata: StratumScores[];
  reasons: ReasonScores[];
  notAsked: ReasonCount[];
}

const plus = <Key>(counts: Map<Key, number>, key: Key, n: number) => counts.set(key, (counts.get(key) ?? 0) + n);

/** All of the page from one walk over the days, slice by slice. */
export async function countScores(
  sql: Sql,
  { filters, period, before, dayAfter, timeZone, survey }: ScoresAsk,
): Promise<ScoreCounts> {
  const { days, names, slices } = await readDays(sql, {
    ...{ filters, timeZone, from: before.from, until: dayAfter, columns: ['counts'], by: 'slice' },
  });
  const surveys = new Map(
    [...names].filter(([, name]) => isSurveyName(name)).map(([id, name]) => [id, readSurveyName(name)]),
  );
  const byDay = new Map<string | null, Map<number, number>>();
  const bySlice = new Map<string, Map<number, number>>();
  const ticked = new Map<number, number>();
  const notAsked: ReasonCount[] = [];
  for (const [i, { day, tell }] of days.entries()) {
    if (i % BREATH === BREATH - 1) await setImmediate();
    const shown = day >= period.from ? day : null;
    const own = byDay.get(shown) ?? new Map<number, number>();
    byDay.set(shown, own);
    const reasons = new Map<number, number>();
    tell((kind, entry, n, group) => {
      if (kind === KIND.notAsked) plus(reasons, entry, n);
      else if (kind === KIND.reason && shown !== null) plus(ticked, entry, n);
      else if (kind === KIND.survey) {
        plus(own, entry, n);
        if (shown === null) return;
        const counts = bySlice.get(group) ?? new Map<number, number>();
        bySlice.set(group, counts);
        plus(counts, entry, n);
      }
    });
    for (const [entry, n] of reasons) if (n !== 0) notAsked.push({ day: shown, reason: names.get(entry)!, n });
  }
  const kinds = kindsSent(byDay, surveys);
  const kind = survey ?? kinds.find((each) => each.kind === 'csat')?.kind ?? kinds[0]?.kind ?? 'csat';
  const ofKind = new Map([...surveys].filter(([, name]) => name.kind === kind));
  return {
    ...{ kind, kinds, notAsked, days: scoresByDay(kind, byDay, ofKind) },
    ...scoresByGroup(kind, bySlice, slices, ofKind),
    reasons: scoresByReason(kind, ticked, names),
  };
}

function kindsSent(
  byDay: Map<string | null, Map<number, number>>,
  surveys: Map<number, SurveyName>,
): { kind: SurveyKind; sent: number }[] {
  const sent = new Map<SurveyKind, number>();
  for (const counts of byDay.values())
    for (const [entry, n] of counts) {
      const kind = surveys.get(entry)?.kind;
      if (kind) plus(sent, kind as SurveyKind, n);
    }
  return [...sent]
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => ({ kind, sent: n }))
    .sort((a, b) => b.sent - a.sent || (a.kind < b.kind ? -1 : 1));
}

/** NPS and CES have one scale each; that of a CSAT stands beside its answer. */
const scaleOf = (kind: SurveyKind, scaleMax: number | null) =>
  kind === 'nps' ? 10 : kind === 'ces' ? 7 : (scaleMax ?? 5);

/** Adds up what is alike in scale and score. */
class Scores {
  private readonly counts = new Map<string, Scored>();

  constructor(private readonly kind: SurveyKind) {}

  add({ scaleMax: scale, score }: Pick<SurveyName, 'scaleMax' | 'score'>, n: number): void {
    const scaleMax = scaleOf(this.kind, scale);
    const known = this.counts.get(`${scaleMax} ${score}`);
    if (known) known.n += n;
    else this.counts.set(`${scaleMax} ${score}`, { scaleMax, score, n });
  }

  all(): Scored[] {
    return [...this.counts.values()].filter(({ n }) => n !== 0);
  }
}

class ScoresBy<Key> {
  private readonly scores = new Map<Key, Scores>();

  constructor(private readonly kind: SurveyKind) {}

  add(key: Key, survey: SurveyName, n: number): void {
    const own = this.scores.get(key) ?? new Scores(this.kind);
    this.scores.set(key, own);
    own.add(survey, n);
  }

  all(): [Key, Scored][] {
    return [...this.scores].flatMap(([key, scores]) => scores.all().map((row): [Key, Scored] => [key, row]));
  }
}

function scoresByDay(
  kind: SurveyKind,
  byDay: Map<string | null, Map<number, number>>,
  ofKind: Map<number, SurveyName>,
): DayScores[] {
  const scores = new ScoresBy<string | null>(kind);
  for (const [day, counts] of byDay)
    for (const [entry, n] of counts) {
      const survey = ofKind.get(entry);
      if (survey) scores.add(day, survey, n);
    }
  return scores.all().map(([day, row]) => ({ ...row, day }));
}

/** Every dimension alone, and all by which strata are cut together. */
function scoresByGroup(
  kind: SurveyKind,
  bySlice: Map<string, Map<number, number>>,
  slices: ReadonlyMap<string, Slice>,
  ofKind: Map<number, SurveyName>,
): { groups: GroupScores[]; strata: StratumScores[] } {
  const groups = new Map(BY_ROW.map((by) => [by, new ScoresBy<string>(kind)]));
  const strata = new ScoresBy<string>(kind);
  for (const [key, counts] of bySlice) {
    const slice = slices.get(key)!;
    for (const [entry, n] of counts) {
      const survey = ofKind.get(entry);
      if (!survey) continue;
      for (const by of BY_ROW) groups.get(by)!.add(groupOf(by, slice, survey), survey, n);
      const handed = survey.handoffs > 0 ? 'yes' : 'no';
      const stratum = STRATA.map((by) => (by === 'handed' ? handed : groupOf(by, slice, survey)));
      strata.add(JSON.stringify(stratum), survey, n);
    }
  }
  return {
    groups: [...groups].flatMap(([by, scores]) => scores.all().map(([group, row]) => ({ ...row, by, group }))),
    strata: strata.all().map(([key, row]) => ({ ...row, key: JSON.parse(key) as string[] })),
  };
}

/** As breakdowns and rows name their groups; '' where there is none. */
function groupOf(by: ByRow, slice: Slice, { surveyId, wait, reopened, handoffs }: SurveyName): string {
  if (by === 'survey') return surveyId ?? '';
  if (by === 'wait') return wait === null ? '' : String(wait);
  if (by === 'reopened') return reopened ? 'yes' : 'no';
  if (by === 'handoffs') return String(handoffs);
  return groupsOf(slice, by, null)[0]!;
}

function scoresByReason(
  kind: SurveyKind,
  ticked: Map<number, number>,
  names: ReadonlyMap<number, string>,
): ReasonScores[] {
  const read = [...ticked].map(([id, n]): [ReasonName, number] => [readReasonName(names.get(id)!), n]);
  return read
    .filter(([name, n]) => name.kind === kind && n !== 0)
    .map(([{ scaleMax, score, reason }, n]) => ({ reason, scaleMax: scaleOf(kind, scaleMax), score, n }));
}
