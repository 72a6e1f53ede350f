// What a report shows, by name: every figure has an id that opens the rows behind it.
/** DEFINITIONS "Time": what is measured in seconds. */
export const MEASURES = ['first-response', 'next-response', 'first-resolution', 'full-resolution'] as const;
export type Measure = (typeof MEASURES)[number];

export const CLOCKS = ['calendar', 'business'] as const;
export type ReportClock = (typeof CLOCKS)[number];

/** By what a figure may be told apart. Tag and language are the ticket's present ones, the rest those of the moment. */
export const DIMENSIONS = ['channel', 'team', 'agent', 'connection', 'tag', 'language'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

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

/** Every figure's name; of those that are a series, the series'. metrics.ts says what each one is. */
export type FigureName = (typeof PLAIN)[number] | Measure | 'csat.score' | 'not-asked';

export type Figure =
  | { kind: 'plain'; name: (typeof PLAIN)[number] }
  | { kind: 'duration'; measure: Measure }
  | { kind: 'score'; scaleMax: number; score: number }
  | { kind: 'not-asked'; reason: string };

/** Understands a figure's id; null when there is no such figure. */
export function parseFigure(id: string): Figure | null {
  const plain = PLAIN.find((name) => name === id);
  if (plain) return { kind: 'plain', name: plain };
  const measure = MEASURES.find((name) => name === id);
  if (measure) return { kind: 'duration', measure };
  const score = /^csat\.score\.(\d{1,2})\.(\d{1,2})$/.exec(id);
  if (score) return { kind: 'score', scaleMax: Number(score[1]), score: Number(score[2]) };
  const reason = /^not-asked\.([a-z][a-z-]{0,39})$/.exec(id);
  return reason ? { kind: 'not-asked', reason: reason[1]! } : null;
}

export const scoreFigure = (scaleMax: number, score: number): string => `csat.score.${scaleMax}.${score}`;
export const notAskedFigure = (reason: string): string => `not-asked.${reason}`;
