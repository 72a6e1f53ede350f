// A breakdown and the load on paper: a table of groups with their verdicts; what lies open and how old it is. Pure.
import { channelWords } from '../../platform/words/channel-words.js';
import { say, type WordKey } from '../../platform/words/words.js';
import type { BreakdownReport } from '../breakdown.requests.js';
import type { LoadReport } from '../load.requests.js';
import type { Block } from './paper.js';
import { countWords, figureName, percentWords, shortDay, spanWords } from './paper-words.js';

const MOST_ROWS = 60;

export function groupWords(by: BreakdownReport['by'], group: string | null, name: string | null, locale: string) {
  if (group === null) return say(locale, 'report.none');
  if (by === 'language')
    return new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(group) ?? group;
  if (by === 'priority') return say(locale, `report.priority.${group}` as WordKey);
  if (by === 'field' && /^(true|false)$/.test(group)) return say(locale, group === 'true' ? 'report.yes' : 'report.no');
  if (by === 'channel') return channelWords(group, locale);
  return name ?? say(locale, 'report.deleted');
}

export const breakdownTitle = ({ figure, by }: Pick<BreakdownReport, 'figure' | 'by'>, locale: string): string =>
  say(locale, 'report.breakdown', { figure: figureName(figure, locale), by: say(locale, `report.by.${by}`) });

export function breakdownTable(report: BreakdownReport, locale: string, title: string | null): Block {
  const { shows, by, items } = report;
  const words = (value: number | null): string => {
    if (value === null) return '—';
    if (shows === 'duration') return spanWords(value, locale);
    return shows === 'share' ? percentWords(value, locale, 1) : countWords(value, locale);
  };
  const main: WordKey = shows === 'duration' ? 'report.median' : shows === 'share' ? 'report.share' : 'report.number';
  const measured = shows !== 'count';
  return {
    kind: 'table',
    title,
    head: [
      ...[say(locale, 'report.group'), say(locale, main), ...(measured ? ['95 %', 'n'] : [])],
      ...(shows === 'duration' ? ['p90'] : []),
      ...[say(locale, 'report.previous'), say(locale, 'report.change')],
    ],
    rows: items.slice(0, MOST_ROWS).map((item) => ({
      faint: !item.enough,
      cells: [
        ...[groupWords(by, item.group, item.name, locale), words(item.value)],
        ...(measured
          ? [
              item.interval.low === null || item.interval.high === null
                ? '—'
                : `${words(item.interval.low)} – ${words(item.interval.high)}`,
              countWords(item.n, locale),
            ]
          : []),
        ...(shows === 'duration' ? [words(item.p90)] : []),
        ...[words(item.previousValue), say(locale, `report.verdict.${item.change.verdict}`)],
      ],
    })),
  };
}

export function openChart(load: LoadReport, locale: string): Block {
  return {
    ...{ kind: 'chart', title: say(locale, 'report.open-days'), unit: 'count' },
    labels: load.days.map(({ day }) => shortDay(day, locale)),
    lines: [
      {
        ...{ name: say(locale, 'report.open-days'), kind: 'line', tint: 'accent' },
        values: load.days.map(({ n }) => n),
      },
    ],
  };
}

export function loadBlocks(load: LoadReport, locale: string): Block[] {
  const ages = load.ages.map(({ from, to, n }) => ({
    name:
      to === null
        ? say(locale, 'report.age-from', { from: spanWords(from, locale) })
        : from === 0
          ? say(locale, 'report.age-to', { to: spanWords(to, locale) })
          : `${spanWords(from, locale)} – ${spanWords(to, locale)}`,
    value: n,
    words: countWords(n, locale),
  }));
  const spreads = load.spreads.map(({ figure, n, median, p90, p99 }) => ({
    faint: n < 10,
    cells: [
      ...[figureName(figure, locale), countWords(n, locale)],
      ...[median, p90, p99].map((value) => (value === null ? '—' : spanWords(value, locale))),
    ],
  }));
  return [
    openChart(load, locale),
    { kind: 'bars', title: say(locale, 'report.ages'), bars: ages },
    { kind: 'table', title: null, head: ['', 'n', say(locale, 'report.median'), 'p90', 'p99'], rows: spreads },
  ];
}
