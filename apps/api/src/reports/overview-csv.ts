// The overview as a spreadsheet: one line a value, safe to open in Excel, LibreOffice and Numbers.
import { type Cell, csvOf } from '../platform/csv.js';
import { promiseLines } from './paper/promise-lines.js';
import type { PromisesReport } from './promises.requests.js';
import type { OverviewReport, ShareFigure } from './reports.requests.js';
import type { WorkReport } from './work.requests.js';

export { cell, csvOf } from '../platform/csv.js';

const HEADER = ['section', 'day', 'figure', 'value', 'unit', 'n', 'low_95', 'high_95', 'previous', 'verdict'];

/** What solving took and `promises` after the rest, where they are told. */
export const overviewCsv = (
  report: OverviewReport,
  promises: PromisesReport | null = null,
  work: WorkReport | null = null,
): string =>
  csvOf([
    ...overviewLines(report),
    ...(work ? workLines(work) : []),
    ...(promises ? promiseLines(promises).slice(1) : []),
  ]);

/** What solving took; both waits by the calendar. */
export function workLines(work: WorkReport): Cell[][] {
  const line = (figure: string, value: Cell, unit: string, n: Cell, previous: Cell = null): Cell[] => [
    ...['work', null, figure, value, unit, n, null, null, previous, null],
  ];
  return [
    ...durationLines(work.waits).map((cells) => ['work', ...cells.slice(1)]),
    ...shareLines('work', [work.oneTouch, work.reopened, work.noHandoffs]),
    line('reopened.unjudged', work.unjudged, 'count', null),
    line('reopened.tickets', work.reopenedOnce.tickets, 'count', null),
    line('reopened.people', work.reopenedOnce.people, 'count', null),
    ...[work.touches, work.handoffs].map((m) => line(`${m.figure}.mean`, m.mean, 'count', m.n, m.previousMean)),
    ...work.distribution.map((d) => line(d.figure, d.count, 'count', null)),
  ];
}

export function overviewLines(report: OverviewReport): Cell[][] {
  return [
    HEADER,
    ...periodLines(report),
    ...durationLines(report.durations),
    ...satisfactionLines(report),
    ...report.notAsked.map((r) => ['not asked', null, r.figure, r.count, 'count', null, null, null, r.previous, null]),
    ...report.days.flatMap(dayLines),
  ];
}

/** The days side by side: one line a day. */
export function daysSheet({ days }: OverviewReport): Cell[][] {
  const times = ['first-response', 'next-response', 'first-resolution', 'full-resolution'];
  const quantiles = times.flatMap((time) => [`${time}.median_s`, `${time}.p90_s`, `${time}.n`]);
  return [
    ['day', 'tickets.opened', 'tickets.solved', ...quantiles, 'csat.sent', 'csat.answered', 'csat.good', 'csat'],
    ...days.map((line) => [
      ...[line.day, line.opened, line.solved],
      ...[line.firstResponse, line.nextResponse, line.firstResolution, line.fullResolution].flatMap((time) => [
        ...[time.median, time.p90, time.n],
      ]),
      ...[line.sent, line.answered, line.good, line.csat],
    ]),
  ];
}

function periodLines({
  period,
  previous,
  timeZone,
  clock,
  opened,
  solved,
  unanswered,
  waiting,
}: OverviewReport): Cell[][] {
  const text = (figure: string, value: string) => ['period', null, figure, value, 'text', null, null, null, null, null];
  return [
    text('from', period.from),
    text('to', period.to),
    text('previous_from', previous.from),
    text('previous_to', previous.to),
    text('time_zone', timeZone),
    text('clock', clock),
    ...[opened, solved, unanswered].map((c) => [
      'tickets',
      null,
      c.figure,
      c.value,
      'count',
      null,
      null,
      null,
      c.previous,
      null,
    ]),
    ['tickets', null, waiting.figure, waiting.value, 'count', null, null, null, null, null],
  ];
}

function durationLines(durations: OverviewReport['durations']): Cell[][] {
  return durations.flatMap((d) => {
    const line = (
      of: string,
      value: Cell,
      low: Cell = null,
      high: Cell = null,
      previous: Cell = null,
      verdict: Cell = null,
    ) => [...['time', null, `${d.figure}.${of}`, value, 'seconds', d.n], ...[low, high, previous, verdict]];
    return [
      line('median', d.median, d.medianInterval.low, d.medianInterval.high, d.previousMedian, d.medianChange.verdict),
      line('p90', d.p90, d.p90Interval.low, d.p90Interval.high, d.previousP90, d.p90Change.verdict),
      line('p99', d.p99),
      line('mean', d.mean),
    ];
  });
}

function satisfactionLines({ csat }: OverviewReport): Cell[][] {
  return [
    ...shareLines('satisfaction', [csat.score, csat.responseRate]),
    ...csat.distribution.map((d) => ['satisfaction', null, d.figure, d.count, 'count', null, null, null, null, null]),
  ];
}

const shareLines = (section: string, shares: ShareFigure[]): Cell[][] =>
  shares.map((s) => [
    ...[section, null, s.figure, s.share, 'share', s.n],
    ...[s.interval.low, s.interval.high, s.previousShare, s.change.verdict],
  ]);

function dayLines(line: OverviewReport['days'][number]): Cell[][] {
  const of = (
    figure: string,
    value: Cell,
    unit: string,
    n: Cell = null,
    low: Cell = null,
    high: Cell = null,
  ): Cell[] => [...['days', line.day, figure, value, unit, n], ...[low, high, null, null]];
  const times: [string, { n: number; median: number | null; p90: number | null }][] = [
    ['first-response', line.firstResponse],
    ['next-response', line.nextResponse],
    ['first-resolution', line.firstResolution],
    ['full-resolution', line.fullResolution],
  ];
  return [
    of('tickets.opened', line.opened, 'count'),
    of('tickets.solved', line.solved, 'count'),
    ...times.flatMap(([figure, d]) => [
      of(`${figure}.median`, d.median, 'seconds', d.n),
      of(`${figure}.p90`, d.p90, 'seconds', d.n),
    ]),
    of('csat.good', line.csat, 'share', line.answered, line.csatInterval.low, line.csatInterval.high),
    of('csat.sent', line.sent, 'count'),
    of('csat.answered', line.answered, 'count'),
  ];
}
