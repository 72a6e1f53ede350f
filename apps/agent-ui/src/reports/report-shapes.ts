// What the report's doors answer, as this page reads it. Seconds are whole; shares are 0 to 1.
export type Verdict = 'higher' | 'lower' | 'no-difference' | 'too-few';
export type Measure = 'first-response' | 'next-response' | 'first-resolution' | 'full-resolution';

export interface Interval {
  low: number | null;
  high: number | null;
}
export interface Comparison extends Interval {
  verdict: Verdict;
  difference: number | null;
}
export interface CountFigure {
  figure: string;
  value: number;
  previous: number;
}
export interface DurationFigure {
  figure: Measure;
  n: number;
  unmeasured: number;
  enough: boolean;
  median: number | null;
  medianInterval: Interval;
  p90: number | null;
  p90Interval: Interval;
  p99: number | null;
  mean: number | null;
  previousN: number;
  previousMedian: number | null;
  previousP90: number | null;
  medianChange: Comparison;
  p90Change: Comparison;
}
export interface ShareFigure {
  figure: string;
  n: number;
  count: number;
  enough: boolean;
  share: number | null;
  interval: Interval;
  previousN: number;
  previousShare: number | null;
  change: Comparison;
}
export interface ScoreCount {
  figure: string;
  scaleMax: number;
  score: number;
  good: boolean;
  count: number;
}
export interface DayDuration {
  n: number;
  median: number | null;
  p90: number | null;
}
export interface DayLine {
  day: string;
  opened: number;
  solved: number;
  firstResponse: DayDuration;
  nextResponse: DayDuration;
  firstResolution: DayDuration;
  fullResolution: DayDuration;
  sent: number;
  answered: number;
  good: number;
  csat: number | null;
  csatInterval: Interval;
}
export interface Change {
  figure: string;
  of: 'median' | 'p90' | 'share' | 'count';
  before: number | null;
  now: number | null;
  verdict: Verdict;
  meaning: 'better' | 'worse' | 'neutral';
}
export interface Overview {
  period: { from: string; to: string };
  previous: { from: string; to: string };
  timeZone: string;
  clock: 'calendar' | 'business';
  madeAt: string;
  opened: CountFigure;
  solved: CountFigure;
  unanswered: CountFigure;
  waiting: { figure: string; value: number; oldestSince: string | null; oldestTicketId: string | null };
  durations: DurationFigure[];
  csat: { score: ShareFigure; responseRate: ShareFigure; distribution: ScoreCount[] };
  notAsked: { figure: string; reason: string; count: number; previous: number }[];
  days: DayLine[];
  changes: Change[];
}
export interface ReportRow {
  ticketId: string;
  number: number;
  part: number;
  value: number | null;
  at: string;
  channel: string;
  agentId: string | null;
  teamId: string | null;
}
export interface RowsPage {
  figure: string;
  unit: 'seconds' | 'score' | 'none';
  items: ReportRow[];
  next: string | null;
}

/** The filters as they stand in the address. */
export interface Filters {
  from?: string;
  to?: string;
  channel?: string;
  teamId?: string;
  agentId?: string;
  clock?: string;
}
export const FILTERS = ['from', 'to', 'channel', 'teamId', 'agentId', 'clock'] as const;

export function filterQuery(filters: Filters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (filters[name]) query.set(name, filters[name]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}
