// The overview on paper: what changed in a few sentences, the figures with their intervals, and the days. Pure.
import { say } from '../../platform/words/words.js';
import type { Change, Comparison, DurationFigure, OverviewReport, ShareFigure } from '../reports.requests.js';
import type { Block, Tile } from './paper.js';
import { countWords, figureName, percentWords, shortDay, spanWords } from './paper-words.js';

const MOST_SENTENCES = 4;

/** What changed, the most telling first; one sentence when nothing did. */
export function sentences(changes: Change[], locale: string): string {
  const words = (change: Change, value: number | null): string => {
    if (value === null) return '—';
    if (change.of === 'share') return percentWords(value, locale);
    return change.of === 'count' ? countWords(value, locale) : spanWords(value, locale);
  };
  const spoken = changes.filter(({ of, now, before }) => of !== 'p90' && now !== null && before !== null);
  const told = spoken.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower');
  const rest = spoken.filter(({ verdict }) => verdict === 'no-difference' || verdict === 'too-few');
  const line = (change: Change) => {
    const params = {
      figure: figureName(change.figure, locale),
      before: words(change, change.before),
      now: words(change, change.now),
    };
    if (change.verdict === 'higher') return say(locale, 'report.rose', params);
    if (change.verdict === 'lower') return say(locale, 'report.fell', params);
    return say(locale, change.verdict === 'too-few' ? 'report.too-few' : 'report.same', params);
  };
  const chosen = [...told, ...rest].slice(0, Math.max(MOST_SENTENCES, told.length > 6 ? 6 : told.length));
  return chosen.length === 0 ? say(locale, 'report.nothing') : chosen.map(line).join(' ');
}

export function change(
  of: Comparison,
  before: number | null,
  words: (value: number) => string,
  locale: string,
): string[] {
  if (before === null) return [];
  const word = of.verdict === 'higher' ? 'report.was-up' : of.verdict === 'lower' ? 'report.was-down' : 'report.was';
  return [say(locale, word, { before: words(before) })];
}

function base(n: number, low: number | null, high: number | null, words: (value: number) => string, locale: string) {
  const interval = n > 0 && low !== null && high !== null ? ` · ${words(low)} – ${words(high)}` : '';
  return `n = ${countWords(n, locale)}${interval}`;
}

function durationTile(figure: DurationFigure, locale: string): Tile {
  const words = (seconds: number) => spanWords(seconds, locale);
  const { n, median, p90, medianInterval } = figure;
  return {
    name: figureName(figure.figure, locale),
    value: median === null ? '—' : words(median),
    notes: [
      ...(p90 === null ? [] : [say(locale, 'report.p90', { time: words(p90) })]),
      base(n, medianInterval.low, medianInterval.high, words, locale),
      ...change(figure.medianChange, figure.previousMedian, words, locale),
    ],
    faint: !figure.enough,
  };
}

export function shareTile(figure: ShareFigure, locale: string): Tile {
  const words = (share: number) => percentWords(share, locale);
  return {
    name: figureName(figure.figure, locale),
    value: figure.share === null ? '—' : words(figure.share),
    notes: [
      base(figure.n, figure.interval.low, figure.interval.high, words, locale),
      ...change(figure.change, figure.previousShare, words, locale),
    ],
    faint: !figure.enough,
  };
}

export function overviewTiles(report: OverviewReport, locale: string): Tile[] {
  const count = (value: number) => countWords(value, locale);
  return [
    ...[report.opened, report.solved, report.unanswered].map(({ figure, value, previous }) => ({
      name: figureName(figure, locale),
      value: count(value),
      notes: [
        previous === 0 ? say(locale, 'report.none-before') : say(locale, 'report.before', { before: count(previous) }),
      ],
      faint: false,
    })),
    ...report.durations.map((figure) => durationTile(figure, locale)),
    shareTile(report.csat.score, locale),
    shareTile(report.csat.responseRate, locale),
  ];
}

/** Over more days than this their weeks would be too small to see; the labels thin out by themselves. */
export function dayCharts(report: OverviewReport, locale: string): Extract<Block, { kind: 'chart' }>[] {
  const { days } = report;
  const labels = days.map(({ day }) => shortDay(day, locale));
  const times = (figure: 'first-response' | 'full-resolution', of: 'firstResponse' | 'fullResolution') => ({
    ...{ kind: 'chart' as const, title: figureName(figure, locale), labels, unit: 'seconds' as const },
    lines: [
      {
        ...{ name: say(locale, 'report.median'), kind: 'line' as const, tint: 'accent' as const },
        values: days.map((day) => day[of].median),
      },
      { name: 'p90', kind: 'line' as const, tint: 'amber' as const, values: days.map((day) => day[of].p90) },
    ],
  });
  return [
    {
      ...{ kind: 'chart', title: say(locale, 'report.tickets-a-day'), labels, unit: 'count' },
      lines: [
        {
          ...{ name: figureName('tickets.opened', locale), kind: 'bar', tint: 'grey' },
          values: days.map((day) => day.opened),
        },
        {
          ...{ name: figureName('tickets.solved', locale), kind: 'bar', tint: 'accent' },
          values: days.map((day) => day.solved),
        },
      ],
    },
    times('first-response', 'firstResponse'),
    times('full-resolution', 'fullResolution'),
    {
      ...{ kind: 'chart', title: figureName('csat.good', locale), labels, unit: 'share' },
      lines: [
        {
          ...{ name: figureName('csat.good', locale), kind: 'line', tint: 'accent' },
          values: days.map((day) => day.csat),
          band: days.map((day) => day.csatInterval),
        },
      ],
    },
  ];
}

export function scoreBars({ csat }: OverviewReport, locale: string): Block[] {
  const all = csat.distribution.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return [];
  const bars = csat.distribution.toReversed().map(({ score, scaleMax, count, good }) => ({
    ...{ name: `${score} / ${scaleMax}`, value: count, good },
    words: `${countWords(count, locale)} · ${percentWords(count / all, locale)}`,
  }));
  return [{ kind: 'bars', title: say(locale, 'report.satisfaction'), bars }];
}

export function overviewBlocks(report: OverviewReport, locale: string): Block[] {
  return [
    { kind: 'text', text: sentences(report.changes, locale), large: true },
    { kind: 'tiles', tiles: overviewTiles(report, locale) },
    { kind: 'heading', text: say(locale, 'report.trends') },
    ...dayCharts(report, locale),
    ...scoreBars(report, locale),
  ];
}
