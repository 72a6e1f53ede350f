// What a report shows, by name: every figure has an id that opens the rows behind it.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { addDays, isDay } from './report-period.js';

/** DEFINITIONS "Time": what is measured in seconds. */
export const MEASURES = ['first-response', 'next-response', 'first-resolution', 'full-resolution'] as const;
export type Measure = (typeof MEASURES)[number];

/** Of a solved ticket, from its opening to that solving, always by the calendar: how long it waited for us, and for the customer. */
export const SPELLS = ['requester-wait', 'agent-wait'] as const;
export type Spell = (typeof SPELLS)[number];

export const CLOCKS = ['calendar', 'business'] as const;
export type ReportClock = (typeof CLOCKS)[number];

/** By what a figure may be told apart: the moment's, then the ticket's present ones. `field`: one of the workspace's own. */
export const DIMENSIONS = [
  ...(['channel', 'team', 'agent', 'connection', 'priority'] as const),
  ...(['tag', 'language', 'segment', 'field'] as const),
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** By what answers can be told apart besides: what was seen of the ticket when its survey went out, and what was ticked. */
export const SEEN = ['survey', 'wait', 'reopened', 'handoffs', 'reason'] as const;
export type Seen = (typeof SEEN)[number];

/** Where the bands of the first response begin, in seconds: a quarter of an hour, one, four, twelve hours, a day. */
export const WAITS = [0, 900, 3600, 14_400, 43_200, 86_400] as const;

/**
 * What became of the surveys of one kind: low is 0–6 of an NPS and what stands below the middle of other scales. The net score and
 * the points rest on all that were answered, the score of everybody on all that were sent.
 */
export const ANSWER_PARTS = [
  'sent',
  'answered',
  'silent',
  'good',
  'middle',
  'low',
  'net',
  'points',
  'everybody',
] as const;
export type AnswerPart = (typeof ANSWER_PARTS)[number];
/** By what figures are added up beforehand, day by day; by the others they are counted from their rows. */
export const SLICED = [
  ...(['channel', 'team', 'agent', 'connection', 'tag', 'language'] as const),
  ...(['priority', 'field'] as const),
] as const satisfies Dimension[];
export type Sliced = (typeof SLICED)[number];
export const isSliced = (by: Dimension): by is Sliced => (SLICED as readonly Dimension[]).includes(by);

/** The beginning of the band that a first response of so many seconds is in; null: there is none. */
export const waitBand = (seconds: number | null): number | null =>
  seconds === null ? null : (WAITS.findLast((from) => seconds >= from) ?? null);

export const isPresent = (by: Dimension): boolean => DIMENSIONS.indexOf(by) >= DIMENSIONS.indexOf('tag');

/** A figure that is not one of a series. */
const PLAIN = [
  'tickets.opened',
  'tickets.solved',
  'tickets.waiting',
  'tickets.unanswered',
  'csat.sent',
  'csat.answered',
  'csat.good',
] as const;

/** What is promised: how soon the first answer comes, how soon each next one, how soon it is solved. */
export const PROMISES = ['first-response', 'next-response', 'resolution'] as const;
export type PromiseTarget = (typeof PROMISES)[number];
/** What became of promises: all that ended, those kept and those broken by then; and those broken whose wait goes on now. */
export const PROMISE_PARTS = ['ended', 'kept', 'late', 'broken'] as const;
export type PromisePart = (typeof PROMISE_PARTS)[number];

/** Shares of the episodes solved. The last two are judged when seven days have gone by since. */
export const WORK_SHARES = ['handoffs.none', 'one-touch', 'reopened'] as const;
export type WorkShare = (typeof WORK_SHARES)[number];
const WORK = ['handoffs', 'touches', 'reopened.unjudged', ...WORK_SHARES, ...SPELLS] as const;
export type WorkFigure = (typeof WORK)[number];

/** The bars of the distribution of touches: so many public replies, at the last so many or more. */
export const MOST_TOUCHES = 4;
/** A reopening within so many days counts as one. */
export const REOPEN_DAYS = 7;
/** Of the days before this one it is known of every solving whether its ticket was reopened in time. */
export const judgedBefore = (today: string): string => addDays(today, -REOPEN_DAYS);

/** The days a figure looks at, `until` the first that it does not: of what must be judged, those that can be; of what cannot be yet, the others. */
export function daysOf(figure: string, { from, until }: { from: string; until: string }, today: string) {
  const judged = judgedBefore(today);
  if (figure === 'reopened' || figure === 'one-touch') return { from, until: until < judged ? until : judged };
  return figure === 'reopened.unjudged' ? { from: from > judged ? from : judged, until } : { from, until };
}

/** Figures that can be broken down. */
export const BROKEN_DOWN = [...PLAIN, ...MEASURES, ...WORK_SHARES, ...SPELLS, 'promises.kept'] as const;
export type BrokenDown = (typeof BROKEN_DOWN)[number];

/** What became of bad answers. */
export const CASE_FIGURES = ['cases.opened', 'cases.recovered'] as const;
export type CaseFigure = (typeof CASE_FIGURES)[number];

/** Every figure's name; of those that are a series, the series'. metrics.ts says what each one is. */
export type FigureName =
  | CaseFigure
  | `promises.${PromisePart}`
  | ((typeof PLAIN)[number] | Measure | 'csat.score' | 'not-asked')
  | ('nps.net' | 'ces.good' | 'csat.points' | 'csat.low' | 'csat.silent' | 'csat.everybody')
  | WorkFigure
  | ('tickets.hour' | 'tickets.open' | 'tickets.age' | 'spread');

/** Where the bands of the age of open tickets begin, in seconds: a day, three, a week, thirty days. */
export const AGES = [0, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400] as const;

/** Where the bars of a distribution begin, in seconds: each about twice as wide as the one before, so that the scale is logarithmic. */
export const SPANS = [
  ...[0, 30, 60, 120, 240, 480, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600],
  ...[86_400, 172_800, 345_600, 691_200, 1_382_400, 2_764_800],
] as const;

export type Figure =
  | { kind: 'plain'; name: (typeof PLAIN)[number] }
  | { kind: 'duration'; measure: Measure }
  | { kind: 'score'; survey: SurveyKind; scaleMax: number; score: number }
  | { kind: 'answers'; survey: SurveyKind; part: AnswerPart }
  | { kind: 'not-asked'; reason: string }
  | { kind: 'case'; name: CaseFigure }
  /** `target` null: of every kind. */
  | { kind: 'promise'; part: PromisePart; target: PromiseTarget | null }
  /** `touches`: only those with so many; null: all. */
  | { kind: 'work'; name: WorkFigure; touches: number | null }
  /** ISO weekday, Monday is 1, and hour of the workspace's clock. */
  | { kind: 'hour'; weekday: number; hour: number }
  /** At the end of a day of the workspace. */
  | { kind: 'open'; day: string }
  /** Indexes into AGES and SPANS. */
  | { kind: 'age'; band: number }
  | { kind: 'spread'; measure: Measure; bar: number };

/** Understands a figure's id; null when there is no such figure. */
export function parseFigure(id: string): Figure | null {
  const plain = PLAIN.find((name) => name === id);
  if (plain) return { kind: 'plain', name: plain };
  const ofCases = CASE_FIGURES.find((name) => name === id);
  if (ofCases) return { kind: 'case', name: ofCases };
  const measure = MEASURES.find((name) => name === id);
  if (measure) return { kind: 'duration', measure };
  return parsePromise(id) ?? parseWork(id) ?? parseAnswers(id) ?? parseLoad(id) ?? parseReason(id);
}

function parsePromise(id: string): Figure | null {
  const [name, said, of, ...more] = id.split('.');
  const part = PROMISE_PARTS.find((each) => each === said);
  const target = PROMISES.find((each) => each === of) ?? null;
  if (name !== 'promises' || !part || more.length > 0 || (of !== undefined && !target)) return null;
  return { kind: 'promise', part, target };
}

function parseWork(id: string): Figure | null {
  const name = WORK.find((each) => each === id);
  if (name) return { kind: 'work', name, touches: null };
  const touches = /^touches\.(\d)$/.exec(id);
  const most = touches ? Number(touches[1]) : Number.POSITIVE_INFINITY;
  return most <= MOST_TOUCHES ? { kind: 'work', name: 'touches', touches: most } : null;
}

function parseAnswers(id: string): Figure | null {
  const [kind = '', part, max, score] = id.split('.');
  const survey = SURVEY_KINDS.find((each) => each === kind);
  if (!survey) return null;
  if (part === 'score' && [max, score].every((each) => /^\d{1,2}$/.test(each ?? '')))
    return { kind: 'score', survey, scaleMax: Number(max), score: Number(score) };
  const known = max === undefined ? ANSWER_PARTS.find((each) => each === part) : undefined;
  return known ? { kind: 'answers', survey, part: known } : null;
}

function parseReason(id: string): Figure | null {
  const reason = /^not-asked\.([a-z][a-z-]{0,39})$/.exec(id);
  return reason ? { kind: 'not-asked', reason: reason[1]! } : null;
}

function parseLoad(id: string): Figure | null {
  const hour = /^tickets\.hour\.([1-7])\.(\d{1,2})$/.exec(id);
  if (hour && Number(hour[2]) < 24) return { kind: 'hour', weekday: Number(hour[1]), hour: Number(hour[2]) };
  const open = /^tickets\.open\.(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (open && isDay(open[1]!)) return { kind: 'open', day: open[1]! };
  const age = /^tickets\.age\.(\d)$/.exec(id);
  if (age && Number(age[1]) < AGES.length) return { kind: 'age', band: Number(age[1]) };
  const bar = /^spread\.([a-z-]+)\.(\d{1,2})$/.exec(id);
  const measure = MEASURES.find((name) => name === bar?.[1]);
  return bar && measure && Number(bar[2]) < SPANS.length ? { kind: 'spread', measure, bar: Number(bar[2]) } : null;
}

export const hourFigure = (weekday: number, hour: number): string => `tickets.hour.${weekday}.${hour}`;
export const openFigure = (day: string): string => `tickets.open.${day}`;
export const ageFigure = (band: number): string => `tickets.age.${band}`;
export const spreadFigure = (measure: Measure, bar: number): string => `spread.${measure}.${bar}`;
export const touchesFigure = (touches: number): string => `touches.${touches}`;
export const scoreFigure = (scaleMax: number, score: number, survey: SurveyKind = 'csat'): string =>
  `${survey}.score.${scaleMax}.${score}`;
export const promiseFigure = (part: PromisePart, target: PromiseTarget | null): string =>
  target ? `promises.${part}.${target}` : `promises.${part}`;
export const answersFigure = (survey: SurveyKind, part: AnswerPart): string => `${survey}.${part}`;
export const notAskedFigure = (reason: string): string => `not-asked.${reason}`;
