// Path C, pure: what a ticket's rows add to the rollups of its days, as counted cells that may be taken away again.
import { createHash } from 'node:crypto';
import { ZERO_BUCKET } from '@otklik/survey';
import { MEASURES, type Measure, type ReportClock, SPANS } from './figures.js';
import type { Book } from './fold-facts.js';
import { dayOf } from './report-period.js';

/** What a row is filtered and grouped by: of the moment, but for language and tags, which are the ticket's present ones. */
export interface Slice {
  channel: string;
  connectionId: string;
  agentId: string | null;
  teamId: string | null;
  language: string | null;
  tags: number[];
}

/**
 * What a cell counts. Each cell has an `entry`: the hour of an opening, the name (see SurveyName) of a survey or a reason,
 * a place on the scale of durations (entryOf); else 0. `closed` and `reopened` are by the ticket's present agent and team.
 */
export const KIND = {
  opened: 0,
  solved: 1,
  closed: 2,
  reopened: 3,
  unanswered: 4,
  survey: 5,
  notAsked: 6,
  /** Sums of seconds, one kind a measure. */
  seconds: { calendar: 8, business: 12 },
  /** Durations that ended while no calendar was in force, one kind a measure. */
  unmeasured: { calendar: 16, business: 20 },
  /** Histograms, one kind a measure. */
  times: { calendar: 32, business: 36 },
} as const;

/** A change of their meaning makes all rollups stale: they are then made anew. */
export const CELLS_VERSION = 1;

export const kindOf = (what: 'seconds' | 'times' | 'unmeasured', clock: ReportClock, measure: Measure): number =>
  KIND[what][clock] + MEASURES.indexOf(measure);

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

/** Which survey, and what came of it; score null: nothing yet. */
export interface SurveyName {
  surveyId: string | null;
  kind: string | null;
  scaleMax: number | null;
  score: number | null;
  good: boolean | null;
}

export const surveyName = ({ surveyId, kind, scaleMax, score, good }: SurveyName): string =>
  [surveyId, kind, scaleMax, score, good].map((part) => (part === null ? '' : String(part))).join('|');

/** A reason not to ask is a plain word. */
export const isSurveyName = (name: string): boolean => name.includes('|');

export function readSurveyName(name: string): SurveyName {
  const [surveyId, kind, scaleMax, score, good] = name.split('|').map((part) => (part === '' ? null : part));
  const number = (part: string | null | undefined) => (part ? Number(part) : null);
  return {
    surveyId: surveyId!,
    kind: kind!,
    scaleMax: number(scaleMax),
    score: number(score),
    good: good ? good === 'true' : null,
  };
}

/** The same slice has the same name, in whatever order its tags were put. */
export function sliceName({ channel, connectionId, agentId, teamId, language, tags }: Slice): string {
  const sorted = tags.length > 1 ? [...tags].sort((a, b) => a - b) : tags;
  return `${channel}|${connectionId}|${agentId ?? ''}|${teamId ?? ''}|${language ?? ''}|${sorted.join()}`;
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

/** Every cell of one ticket; none while it is in no metric. */
export function cellsOf(book: Book, timeZone: string): Cell[] {
  const { head } = book;
  if (!head || head.gone) return [];
  const { channel, connectionId, language, tags } = head;
  const cells: Cell[] = [];
  const slices = new Map<string, Slice>();
  const by = ({ agentId, teamId }: { agentId: string | null; teamId: string | null }): Slice => {
    const key = `${agentId}|${teamId}`;
    const slice = slices.get(key) ?? { channel, connectionId, agentId, teamId, language, tags };
    slices.set(key, slice);
    return slice;
  };
  const add = (at: string, slice: Slice, kind: number, entry: number | string = 0, n = 1) =>
    void cells.push({ day: dayOf(new Date(at), timeZone), slice, kind, entry, n });
  add(head.openedAt, by(head), KIND.opened, hourOf(head.openedAt, timeZone));
  for (const episode of book.episodes.values()) {
    add(episode.solvedAt, by(episode), KIND.solved);
    add(episode.solvedAt, by(head), KIND.closed);
    if (episode.reopenedAt) add(episode.reopenedAt, by(head), KIND.reopened);
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
    if (row.sentAt) add(row.sentAt, by(row), KIND.survey, surveyName(row));
    if (!row.asked) add(row.decidedAt, by(row), KIND.notAsked, row.reason ?? 'unknown');
  }
  return cells;
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
