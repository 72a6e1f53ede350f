// The load as lines of plain values: one line a value, for spreadsheets. Pure.
import type { LoadReport } from '../load.requests.js';

type Line = (string | number | null)[];

export function loadLines(load: LoadReport): Line[] {
  return [
    ['section', 'figure', 'from', 'to', 'value', 'unit'],
    ...load.days.map(({ figure, day, n }): Line => ['open', figure, day, day, n, 'count']),
    ...load.ages.map(({ figure, from, to, n }): Line => ['age', figure, from, to, n, 'count']),
    ...load.hours.map(({ figure, weekday, hour, n }): Line => ['hour', figure, weekday, hour, n, 'count']),
    ...load.spreads.flatMap(({ figure, median, p90, p99, bars }): Line[] => [
      ['time', `${figure}.median`, null, null, median, 'seconds'],
      ['time', `${figure}.p90`, null, null, p90, 'seconds'],
      ['time', `${figure}.p99`, null, null, p99, 'seconds'],
      ...bars.map((bar): Line => ['spread', bar.figure, bar.from, bar.to, bar.n, 'count']),
    ]),
  ];
}
