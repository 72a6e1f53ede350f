// Path C, pure: what a ticket's rows add to the rollups of its days, as counted cells that may be taken away again.
import { createHash } from 'node:crypto';
import { bucketOf, ZERO_BUCKET } from '@otklik/survey';
import {
  MEASURES,
  type Measure,
  PROMISES,
  type PromiseTarget,
  REOPEN_DAYS,
  type ReportClock,
  SPANS,
  waitBand,
} from './figures.js';
import type { Book, EpisodeRow } from './fold-facts.js';
import { isBrokenNow, latenessOf } from './fold-promises.js';
import { dayOf } from './report-period.js';

/** What a row is filtered and grouped by: of the moment, but for language, tags and fields, which are the ticket's present ones. */
export interface Slice {
  channel: string;
  connectionId: string;
  agentId: string | null;
  teamId: string | null;
  language: string | null;
  priority: number;
  tags: number[];
  /** Values of the workspace's own fields that make groups, each as `fieldItem` writes it. */
  fields: string[];
}

/** The id of a field and one of its values, as filters and slices name it. */
export const fieldItem = (fieldId: string, value: string): string => `${fieldId}:${value}`;

/** Of all values of a ticket those of these fields, a field of several choices once for each. */
export function fieldItems(fields: Record<string, unknown>, grouping: ReadonlySet<string>): string[] {
  return Object.entries(fields)
    .filter(([id]) => grouping.has(id))
    .flatMap(([id, value]) => [value].flat().map((each) => fieldItem(id, String(each))))
    .sort();
}

/**
 * What a cell counts. Each cell has an `entry`: the hour of an opening, the name (see SurveyName, ReasonName) of a survey or a reason,
 * a place on the scale of durations (entryOf), by how much a promise was missed (placeOf a bucket); else 0. `closed` and `reopened` are by the ticket's present agent and team.
 */
export const KIND = {
  opened: 0,
  solved: 1,
  closed: 2,
  reopened: 3,
  unanswered: 4,
  survey: 5,
  notAsked: 6,
  /** Reasons that were ticked beside an answer, on the day its survey was sent. */
  reason: 7,
  /** Tickets whose customer waits now, and tickets open now by the hour they were opened: on NOW_DAY alone. */
  waiting: 24,
  open: 25,
  /** Sums of seconds, one kind a measure. */
  seconds: { calendar: 8, business: 12 },
  /** Durations that ended while no calendar was in force, one kind a measure. */
  unmeasured: { calendar: 16, business: 20 },
  /** Histograms, one kind a measure. */
  times: { calendar: 32, business: 36 },
  /** Promises that ended, one kind a target; and on NOW_DAY alone those that are broken while their wait goes on. */
  promises: { kept: 64, late: 68, broken: 72 },
  /** Of each solving: sums of seconds and histograms, one kind a spell (see SPELLS); how many touches, how many handoffs; what it came to. */
  spellSeconds: 40,
  spells: 42,
  touches: 44,
  handoffs: 45,
  outcome: 46,
} as const;

/** What is so now, whatever the day, stands on a day before all others. */
export const NOW_DAY = '0001-01-01';
export const HOUR_MS = 3_600_000;
/** Hours since 1970, by no clock of any place. */
const hourSince = (at: string): number => Math.floor(Date.parse(at) / HOUR_MS);

/** A change of their meaning makes all rollups stale: they are then made anew. */
export const CELLS_VERSION = 4;

export const kindOf = (what: 'seconds' | 'times' | 'unmeasured', clock: ReportClock, measure: Measure): number =>
  KIND[what][clock] + MEASURES.indexOf(measure);

export const promiseKind = (what: 'kept' | 'late' | 'broken', target: PromiseTarget): number =>
  KIND.promises[what] + PROMISES.indexOf(target);

/** What became of a solving: reopened within the days that count, or done with one reply and not reopened. An episode after a reopening is never one-touch. */
export const OUTCOME = { other: 0, reopened: 1, oneTouch: 2 } as const;

/** Buckets and bars together, since a bucket may lie in two bars of a distribution. */
const BARS = 32;
export const entryOf = (bucket: number, bar: number): number => (bucket === ZERO_BUCKET ? 0 : bucket + 1) * BARS + bar;
export const barOfEntry = (entry: number): number => entry % BARS;
export function bucketOfEntry(entry: number): number {
  const place = Math.floor(entry / BARS);
  return place === 0 ? ZERO_BUCKET : place - 1;
}

/** Places of buckets in a plain histogram: more than fit a calendar, zero before all. */
export const BUCKETS = 2048;
export const placeOf = (bucket: number) => (bucket === ZERO_BUCKET ? 0 : bucket + 1);
export const bucketAt = (place: number) => (place === 0 ? ZERO_BUCKET : place - 1);

function barOf(seconds: number): number {
  let bar = 0;
  while (bar + 1 < SPANS.length && SPANS[bar + 1]! <= seconds) bar++;
  return bar;
}

/** Which survey, what was seen of its ticket, and what came of it; score null: nothing yet. */
export interface SurveyName {
  surveyId: string | null;
  kind: string | null;
  scaleMax: number | null;
  score: number | null;
  good: boolean | null;
  /** Where the band of the first response begins; null: none that stands. */
  wait: number | null;
  reopened: boolean;
  /** Two stands for more. */
  handoffs: number;
}

export const surveyName = ({ surveyId, kind, scaleMax, score, good, wait, reopened, handoffs }: SurveyName): string =>
  [surveyId, kind, scaleMax, score, good, wait, reopened, handoffs]
    .map((part) => (part === null ? '' : String(part)))
    .join('|');

/** A reason not to ask is a plain word, and a ticked one has fewer parts. */
const PARTS = 8;
export const isSurveyName = (name: string): boolean => name.split('|').length === PARTS;

/** A reason that was ticked beside an answer. */
export interface ReasonName {
  kind: string;
  scaleMax: number | null;
  score: number;
  reason: string;
}

export const reasonName = ({ kind, scaleMax, score, reason }: ReasonName): string =>
  `${kind}|${scaleMax ?? ''}|${score}|${reason}`;

export function readReasonName(name: string): ReasonName {
  const [, kind, scaleMax, score, reason] = /^(.*?)\|(.*?)\|(.*?)\|(.*)$/s.exec(name)!;
  return { kind: kind!, scaleMax: scaleMax ? Number(scaleMax) : null, score: Number(score), reason: reason! };
}

export function readSurveyName(name: string): SurveyName {
  const [surveyId, kind, scaleMax, score, good, wait, reopened, handoffs] = name
    .split('|')
    .map((part) => (part === '' ? null : part));
  const number = (part: string | null | undefined) => (part ? Number(part) : null);
  return {
    ...{ wait: number(wait), reopened: reopened === 'true', handoffs: Number(handoffs) },
    surveyId: surveyId!,
    kind: kind!,
    scaleMax: number(scaleMax),
    score: number(score),
    good: good ? good === 'true' : null,
  };
}

/** The same slice has the same name, in whatever order its tags and fields were put. */
export function sliceName({ channel, connectionId, agentId, teamId, language, priority, tags, fields }: Slice): string {
  const sorted = tags.length > 1 ? [...tags].sort((a, b) => a - b) : tags;
  const own = fields.length === 0 ? '' : JSON.stringify([...fields].sort());
  return `${channel}|${connectionId}|${agentId ?? ''}|${teamId ?? ''}|${language ?? ''}|${priority}|${sorted.join()}|${own}`;
}

/** Of one length, however many tags. */
export const sliceKey = (name: string): string => createHash('sha256').update(name).digest('base64url');

export interface Cell {
  day: string;
  slice: Slice;
  kind: number;
  /** A number, or a name that the store numbers. */
  entry: number | string;
  n: number;
}

/** Every cell of one ticket; none while it is in no metric. `grouping`: the fields of the workspace that make groups. */
export function cellsOf(book: Book, timeZone: string, grouping: ReadonlySet<string>): Cell[] {
  const { head } = book;
  if (!head || head.gone) return [];
  const { channel, connectionId, language, tags } = head;
  const fields = fieldItems(head.fields, grouping);
  const cells: Cell[] = [];
  const slices = new Map<string, Slice>();
  const by = ({ agentId, teamId, priority }: Pick<Slice, 'agentId' | 'teamId' | 'priority'>): Slice => {
    const key = `${agentId}|${teamId}|${priority}`;
    const slice = slices.get(key) ?? { channel, connectionId, agentId, teamId, language, priority, tags, fields };
    slices.set(key, slice);
    return slice;
  };
  const add = (at: string, slice: Slice, kind: number, entry: number | string = 0, n = 1) =>
    void cells.push({ day: dayOf(new Date(at), timeZone), slice, kind, entry, n });
  add(head.openedAt, by(head), KIND.opened, hourOf(head.openedAt, timeZone));
  const now = { day: NOW_DAY, slice: by(head), n: 1 };
  if (head.waitingSince !== null) cells.push({ ...now, kind: KIND.waiting, entry: 0 });
  if (head.open) cells.push({ ...now, kind: KIND.open, entry: hourSince(head.openedAt) });
  for (const episode of book.episodes.values()) {
    add(episode.solvedAt, by(episode), KIND.solved);
    add(episode.solvedAt, by(head), KIND.closed);
    if (episode.reopenedAt) add(episode.reopenedAt, by(head), KIND.reopened);
    for (const [spell, seconds] of [episode.requesterS, episode.agentS].entries()) {
      if (seconds > 0) add(episode.solvedAt, by(episode), KIND.spellSeconds + spell, 0, seconds);
      add(episode.solvedAt, by(episode), KIND.spells + spell, entryOf(bucketOf(seconds), 0));
    }
    add(episode.solvedAt, by(episode), KIND.touches, episode.touches);
    add(episode.solvedAt, by(episode), KIND.handoffs, episode.handoffs);
    add(episode.solvedAt, by(episode), KIND.outcome, outcomeOf(episode));
  }
  for (const row of book.durations.values()) {
    if (row.withdrawn) continue;
    if (row.measure === 'unanswered') {
      add(row.endedAt, by(row), KIND.unanswered);
      continue;
    }
    const { measure } = row;
    const time = (clock: ReportClock, seconds: number, bucket: number) => {
      add(row.endedAt, by(row), kindOf('seconds', clock, measure), 0, seconds);
      add(row.endedAt, by(row), kindOf('times', clock, measure), entryOf(bucket, barOf(seconds)));
    };
    time('calendar', row.calendarS, row.calendarBucket);
    if (row.businessS !== null) time('business', row.businessS, row.businessBucket!);
    else add(row.endedAt, by(row), kindOf('unmeasured', 'business', measure));
  }
  for (const row of book.surveys.values()) {
    const seen = { wait: waitBand(head.firstWaitS), reopened: row.episode > 1, handoffs: Math.min(row.handoffs, 2) };
    if (row.sentAt) add(row.sentAt, by(row), KIND.survey, surveyName({ ...row, ...seen }));
    if (row.sentAt && row.kind !== null && row.score !== null)
      for (const reason of row.reasons)
        add(
          row.sentAt,
          by(row),
          KIND.reason,
          reasonName({ kind: row.kind, scaleMax: row.scaleMax, score: row.score, reason }),
        );
    if (!row.asked) add(row.decidedAt, by(row), KIND.notAsked, row.reason ?? 'unknown');
  }
  for (const row of book.promises.values()) {
    if (isBrokenNow(row, head)) cells.push({ ...now, kind: promiseKind('broken', row.target), entry: 0 });
    if (row.endedAt === null) continue;
    if (row.late) add(row.endedAt, by(row), promiseKind('late', row.target), placeOf(bucketOf(latenessOf(row))));
    else add(row.endedAt, by(row), promiseKind('kept', row.target));
  }
  return cells;
}

function outcomeOf({ episode, solvedAt, reopenedAt, touches }: EpisodeRow): number {
  const until = reopenedAt === null ? Number.POSITIVE_INFINITY : Date.parse(reopenedAt) - Date.parse(solvedAt);
  if (until <= REOPEN_DAYS * 24 * HOUR_MS) return OUTCOME.reopened;
  return episode === 1 && touches === 1 ? OUTCOME.oneTouch : OUTCOME.other;
}

/** What turns the cells of before into those of after: most cancel out. */
export function changedCells(before: Cell[], after: Cell[]): Cell[] {
  const changes = new Map<string, Cell>();
  const keys = new Map<Slice, string>();
  const count = (cells: Cell[], sign: 1 | -1) => {
    for (const cell of cells) {
      const slice = keys.get(cell.slice) ?? sliceName(cell.slice);
      keys.set(cell.slice, slice);
      const key = `${cell.day} ${slice} ${cell.kind} ${cell.entry}`;
      const known = changes.get(key);
      if (known) known.n += sign * cell.n;
      else changes.set(key, { ...cell, n: sign * cell.n });
    }
  };
  count(before, -1);
  count(after, 1);
  return [...changes.values()].filter((cell) => cell.n !== 0);
}

const hours = new Map<string, Intl.DateTimeFormat>();

/** Of the workspace's own clock: in the hour that comes twice when clocks go back, those of both. */
function hourOf(at: string, timeZone: string): number {
  let format = hours.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', hourCycle: 'h23' });
    hours.set(timeZone, format);
  }
  return Number(format.format(new Date(at)));
}
