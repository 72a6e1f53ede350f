// A breakdown as a spreadsheet: one line a group, safe to open in Excel, LibreOffice and Numbers.

import { type Cell, csvOf } from '../platform/csv.js';
import type { BreakdownReport } from './breakdown.requests.js';

const HEADER = [
  ...['figure', 'by', 'group', 'name', 'unit', 'n', 'count', 'value', 'low_95', 'high_95'],
  ...['p90', 'p90_low_95', 'p90_high_95', 'p99', 'mean', 'previous_n', 'previous', 'verdict'],
];
const UNITS = { count: 'count', share: 'share', duration: 'seconds median' } as const;

export const breakdownCsv = (report: BreakdownReport): string => csvOf(breakdownLines(report));

export function breakdownLines({ figure, by, shows, items }: BreakdownReport): Cell[][] {
  return [
    HEADER,
    ...items.map((item) => [
      ...[figure, by, item.group, item.name, UNITS[shows], item.n, item.count, item.value],
      ...[item.interval.low, item.interval.high, item.p90, item.p90Interval.low, item.p90Interval.high],
      ...[item.p99, item.mean, item.previousN, item.previousValue, item.change.verdict],
    ]),
  ];
}
