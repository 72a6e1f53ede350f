// The month for management: the headline figures in plain sentences, the trends, satisfaction, what lies open, promises kept. Pure.
import { say } from '../../platform/words/words.js';
import type { BreakdownReport } from '../breakdown.requests.js';
import type { LoadReport } from '../load.requests.js';
import type { PromisesReport } from '../promises.requests.js';
import type { OverviewReport } from '../reports.requests.js';
import { breakdownTable, openChart } from './breakdown-paper.js';
import { dayCharts, overviewTiles, scoreBars, sentences } from './overview-paper.js';
import type { Block } from './paper.js';
import { countWords, percentWords, spanWords } from './paper-words.js';
import { promisesSay } from './promise-lines.js';

export interface Month {
  overview: OverviewReport;
  load: LoadReport;
  /** How many were open when the month began. */
  openBefore: number;
  promises: PromisesReport;
  byTeam: BreakdownReport;
  byChannel: BreakdownReport;
  now: Date;
}

export function monthlyBlocks(month: Month, locale: string): Block[] {
  const { overview, load } = month;
  const [tickets, first, full, csat] = dayCharts(overview, locale);
  return [
    { kind: 'heading', text: say(locale, 'report.headline') },
    { kind: 'text', text: sentences(overview.changes, locale), large: true },
    { kind: 'tiles', tiles: overviewTiles(overview, locale) },
    { kind: 'heading', text: say(locale, 'report.trends') },
    ...[tickets!, first!, full!],
    { kind: 'heading', text: say(locale, 'report.satisfaction') },
    { kind: 'text', text: satisfactionSays(overview, locale) },
    ...(overview.csat.score.n === 0 ? [] : [csat!, ...scoreBars(overview, locale)]),
    { kind: 'heading', text: say(locale, 'report.backlog') },
    { kind: 'text', text: backlogSays(month, locale) },
    openChart(load, locale),
    { kind: 'heading', text: say(locale, 'report.promises') },
    { kind: 'text', text: promisesSay(month.promises, locale) },
    breakdownTable(month.byTeam, locale, say(locale, 'report.by-team')),
    breakdownTable(month.byChannel, locale, say(locale, 'report.by-channel')),
  ];
}

function satisfactionSays({ csat: { score, responseRate } }: OverviewReport, locale: string): string {
  const { n, share, interval } = score;
  if (n === 0 || share === null) return say(locale, 'report.csat-none');
  if (!score.enough) return say(locale, 'report.csat-few', { n: countWords(n, locale) });
  const percent = (value: number | null) => (value === null ? '—' : percentWords(value, locale));
  return say(locale, 'report.csat-says', {
    ...{ share: percent(share), n: countWords(n, locale), low: percent(interval.low), high: percent(interval.high) },
    ...{ answered: countWords(responseRate.count, locale), sent: countWords(responseRate.n, locale) },
    rate: percent(responseRate.share),
  });
}

function backlogSays({ load, openBefore, overview: { waiting }, now }: Month, locale: string): string {
  const open = load.days.at(-1)?.n ?? 0;
  const lies = say(locale, 'report.backlog-says', {
    now: countWords(open, locale),
    before: countWords(openBefore, locale),
  });
  if (waiting.value === 0 || !waiting.oldestSince) return `${lies} ${say(locale, 'report.waiting-none')}`;
  const time = spanWords((now.getTime() - Date.parse(waiting.oldestSince)) / 1000, locale);
  return `${lies} ${say(locale, 'report.waiting-says', { n: countWords(waiting.value, locale), time })}`;
}
