// What a report shows, by name: every figure has an id that opens the rows behind it.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { isDay } from './report-period.js';

/** DEFINITIONS "Time": what is measured in seconds. */
export const MEASURES = ['first-response', 'next-response', 'first-resolution', 'full-resolution'] as const;
export type Measure = (typeof MEASURES)[number];

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

/** Figures that can be broken down. */
export const BROKEN_DOWN = [...PLAIN, ...MEASURES] as const;
export type BrokenDown = (typeof BROKEN_DOWN)[number];

/** What became of bad answers. */
export const CASE_FIGURES = ['cases.opened', 'cases.recovered'] as const;
export type CaseFigure = (typeof CASE_FIGURES)[number];

/** Every figure's name; of those that are a series, the series'. metrics.ts says what each one is. */
export type FigureName =
  | CaseFigure
  | ((typeof PLAIN)[number] | Measure | 'csat.score' | 'not-asked')
  | ('nps.net' | 'ces.good' | 'csat.points' | 'csat.low' | 'csat.silent' | 'csat.everybody')
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
  return parseAnswers(id) ?? parseLoad(id) ?? parseReason(id);
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
export const scoreFigure = (scaleMax: number, score: number, survey: SurveyKind = 'csat'): string =>
  `${survey}.score.${scaleMax}.${score}`;
export const answersFigure = (survey: SurveyKind, part: AnswerPart): string => `${survey}.${part}`;
export const notAskedFigure = (reason: string): string => `not-asked.${reason}`;
