// Scorecards on paper and as lines: one line an agent, in the order of names, each figure with what it rests on; never ranked. Pure.
import { type Cell, csvOf } from '../../platform/csv.js';
import { say } from '../../platform/words/words.js';
import type { BreakdownReport } from '../breakdown.requests.js';
import type { BrokenDown } from '../figures.js';
import type { Block } from './paper.js';
import { countWords, figureName, percentWords, spanWords } from './paper-words.js';

/** As on the screen. */
export const CARD_FIGURES: readonly BrokenDown[] = [
  ...(['csat.good', 'csat.answered', 'first-response', 'full-resolution', 'tickets.solved'] as const),
];

type Item = BreakdownReport['items'][number];
interface Card {
  id: string;
  name: string;
  figures: (Item | undefined)[];
}

/** Whoever is in any of the figures. */
function cardsOf(reports: BreakdownReport[], locale: string): Card[] {
  const names = new Map<string, string | null>();
  for (const { items } of reports) for (const { group, name } of items) if (group !== null) names.set(group, name);
  const cards = [...names].map(([id, name]) => ({
    id,
    name: name ?? say(locale, 'report.deleted'),
    figures: reports.map(({ items }) => items.find(({ group }) => group === id)),
  }));
  return cards.sort((a, b) => a.name.localeCompare(b.name, locale) || (a.id < b.id ? -1 : 1));
}

export function cardsLines(reports: BreakdownReport[], locale: string): Cell[][] {
  const of = ({ figure }: BreakdownReport) => [figure, `${figure}.n`, `${figure}.low_95`, `${figure}.high_95`];
  return [
    ['agent', 'name', ...reports.flatMap(of)],
    ...cardsOf(reports, locale).map(({ id, name, figures }) => [
      ...[id, name],
      ...figures.flatMap((item): Cell[] =>
        item ? [item.value, item.n, item.interval.low, item.interval.high] : [null, 0, null, null],
      ),
    ]),
  ];
}

export const cardsCsv = (reports: BreakdownReport[], locale: string): string => csvOf(cardsLines(reports, locale));

export function cardsBlocks(reports: BreakdownReport[], locale: string): Block[] {
  const words = ({ shows }: BreakdownReport, value: number): string => {
    if (shows === 'duration') return spanWords(value, locale);
    return shows === 'share' ? percentWords(value, locale) : countWords(value, locale);
  };
  // What so few values cannot carry is not said: only how many there were.
  const cell = (report: BreakdownReport, item: Item | undefined): string => {
    if (!item || item.value === null) return '—';
    if (report.shows === 'count') return words(report, item.value);
    const n = `n\u00a0=\u00a0${countWords(item.n, locale)}`;
    return item.enough ? `${words(report, item.value)} (${n})` : n;
  };
  return [
    { kind: 'text', text: say(locale, 'report.cards-say') },
    {
      ...{ kind: 'table', title: null },
      head: [say(locale, 'report.card-agent'), ...reports.map(({ figure }) => figureName(figure, locale))],
      rows: cardsOf(reports, locale).map(({ name, figures }) => ({
        faint: false,
        cells: [name, ...figures.map((item, i) => cell(reports[i]!, item))],
      })),
    },
  ];
}
