// Promises as lines of plain values for spreadsheets, and in a sentence for paper. Pure.
import { ENOUGH, wilson } from '@otklik/survey';
import type { Cell } from '../../platform/csv.js';
import { say } from '../../platform/words/words.js';
import type { PromisesReport } from '../promises.requests.js';
import { countWords, percentWords } from './paper-words.js';

export function promiseLines({ all, targets, days }: PromisesReport): Cell[][] {
  return [
    ['section', 'day', 'figure', 'value', 'unit', 'n', 'low_95', 'high_95', 'previous', 'verdict'],
    ...[all, ...targets].flatMap(({ kept, late, broken }): Cell[][] => [
      [
        ...['promises', null, kept.figure, kept.share, 'share', kept.n, kept.interval.low, kept.interval.high],
        ...[kept.previousShare, kept.change.verdict],
      ],
      ['promises', null, late.figure, late.n, 'count', null, null, null, null, null],
      ['promises', null, `${late.figure}.median`, late.median, 'seconds', late.n, null, null, null, null],
      ['promises', null, `${late.figure}.p90`, late.p90, 'seconds', late.n, null, null, null, null],
      ['promises', null, broken.figure, broken.value, 'count', null, null, null, null, null],
    ]),
    ...days.map(({ day, n, share, interval }): Cell[] => [
      ...['promises', day, 'promises.kept', share, 'share', n, interval.low, interval.high, null, null],
    ]),
  ];
}

export function promisesSay({ all }: PromisesReport, locale: string): string {
  const { count: kept, n } = all.kept;
  const params = { kept: countWords(kept, locale), n: countWords(n, locale) };
  const broken = all.broken.value;
  const rest = broken === 0 ? '' : ` ${say(locale, 'report.promises-broken', { n: countWords(broken, locale) })}`;
  if (n === 0) return say(locale, 'report.promises-none') + rest;
  if (n < ENOUGH) return say(locale, 'report.promises-few', params) + rest;
  const { low, high } = wilson(kept, n);
  const percent = (value: number | null) => (value === null ? '—' : percentWords(value, locale));
  const share = { share: percent(kept / n), low: percent(low), high: percent(high) };
  return say(locale, 'report.promises-says', { ...params, ...share }) + rest;
}
