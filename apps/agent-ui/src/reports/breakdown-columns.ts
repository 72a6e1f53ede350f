// Which columns a breakdown has, how its groups are called and in which order they stand: small ones are never ranked.
import type { Breakdown, BreakdownGroup } from '../api/shapes.js';
import type { Say } from '../words/words.js';
import { countWords, percentWords, spanWords } from './spans.js';

export interface Column {
  key: string;
  name: string;
  value: (item: BreakdownGroup) => number | null;
  words: (item: BreakdownGroup) => string;
  /** Where the interval and the value stand, as shares of the scale that all groups have in common. */
  band?: (item: BreakdownGroup) => { low: number; high: number; at: number } | null;
}

/** A value of a breakdown as people read it. */
export function valueWords(shows: Breakdown['shows'], value: number | null, locale: string): string {
  if (value === null) return '—';
  if (shows === 'duration') return spanWords(value, locale);
  return shows === 'share' ? percentWords(value, locale, 1) : countWords(value, locale);
}

export function columnsOf(report: Breakdown, say: Say, locale: string): Column[] {
  const count = (value: number | null) => (value === null ? '—' : countWords(value, locale));
  const { shows, items } = report;
  const words = (value: number | null) => valueWords(shows, value, locale);
  const column = (key: string, name: string, value: Column['value'], show = words): Column => ({
    ...{ key, name, value },
    words: (item) => show(value(item)),
  });
  const before = column('before', say('breakdown.before'), (item) => item.previousValue);
  if (shows === 'count') return [column('value', say('breakdown.count'), (item) => item.value), before];
  const top = shows === 'share' ? 1 : scaleTop(items);
  const main: Column = {
    ...column('value', say(shows === 'share' ? 'breakdown.share' : 'chart.median'), (item) => item.value),
    words: (item) => {
      const { low, high } = item.interval;
      const interval = low === null || high === null ? '' : ` (${words(low)} – ${words(high)})`;
      return `${words(item.value)}${interval}`;
    },
    band: (item) => bandOf(item, top),
  };
  const n = column('n', 'n', (item) => item.n, count);
  if (shows === 'share') return [main, n, before];
  const p90 = column('p90', 'p90', (item) => item.p90);
  return [main, p90, column('p99', 'p99', (item) => item.p99), n, before];
}

/** The scale ends where the longest bounded interval of a group with enough values does. */
function scaleTop(items: BreakdownGroup[]): number {
  const ends = items.filter((item) => item.enough).map((item) => item.interval.high ?? item.value ?? 0);
  return Math.max(...ends, 1);
}

function bandOf({ interval: { low, high }, value }: BreakdownGroup, top: number) {
  if (low === null || high === null || value === null) return null;
  return { low: Math.min(1, low / top), high: Math.min(1, high / top), at: Math.min(1, value / top) };
}

/** The groups in the order of a column, those with too few values last, in the order they came. */
export function sortGroups(
  items: BreakdownGroup[],
  column: Column | undefined,
  up: boolean,
  name: ((item: BreakdownGroup) => string) | null,
): BreakdownGroup[] {
  const enough = items.filter((item) => item.enough);
  const few = items.filter((item) => !item.enough);
  const way = up ? 1 : -1;
  if (name) return [...enough, ...few].sort((a, b) => way * name(a).localeCompare(name(b)));
  if (column) enough.sort((a, b) => way * ((column.value(a) ?? -1) - (column.value(b) ?? -1)));
  return [...enough, ...few];
}

const PRIORITIES = ['priority.0', 'priority.1', 'priority.2', 'priority.3'] as const;

export function groupName(
  by: Breakdown['by'],
  { group, name }: Pick<BreakdownGroup, 'group' | 'name'>,
  say: Say,
  locale: string,
  channelName: (kind: string) => string,
): string {
  if (group === null) return say('breakdown.none');
  if (by === 'channel') return channelName(group);
  if (by === 'language') return languageName(group, locale);
  if (by === 'priority') return say(PRIORITIES[Number(group)] ?? 'breakdown.deleted');
  if (by === 'field' && name === null && /^(true|false)$/.test(group))
    return say(group === 'true' ? 'fields.yes' : 'fields.no');
  return name ?? say('breakdown.deleted');
}

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
