// Scores and groups of answers, as people read them.
import type { Satisfaction } from '../api/shapes.js';
import type { Say, Word } from '../words/words.js';
import { groupName } from './breakdown-columns.js';
import { spanRange } from './span-range.js';
import { percentWords } from './spans.js';

export type By = Satisfaction['groups'][number]['by'];
type Unit = Satisfaction['unit'];

/** 86 %, or +25 of an NPS. */
export function scoreWords(unit: Unit, value: number | null, locale: string): string {
  if (value === null) return '—';
  if (unit === 'share') return percentWords(value, locale);
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value);
}

export function rangeWords(
  { low, high }: { low: number | null; high: number | null },
  words: (value: number) => string,
): string {
  return low === null || high === null ? '' : `${words(low)} – ${words(high)}`;
}

/** A difference of shares in points of a hundred, of an NPS as it is; always with its sign. */
export function differenceWords(unit: Unit, value: number | null, locale: string): string {
  if (value === null) return '—';
  const points = unit === 'share' ? value * 100 : value;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(points);
}

/** Where a score stands from worst to best, 0 to 1. */
export const placeOfScore = (unit: Unit, value: number): number => (unit === 'share' ? value : (value + 100) / 200);

const OWN: Partial<Record<By, Word>> = {
  survey: 'sat.by.survey',
  wait: 'sat.by.wait',
  reopened: 'sat.by.reopened',
  handoffs: 'sat.by.handoffs',
};
export const byName = (by: By, say: Say): string => say(OWN[by] ?? (`breakdown.by.${by}` as Word));

/** Where the bands of the first response begin, as the server cuts them. */
const WAITS = [0, 900, 3600, 14_400, 43_200, 86_400];

export function surveyGroupName(
  by: By,
  line: { group: string | null; name: string | null },
  say: Say,
  locale: string,
  channelName: (kind: string) => string,
): string {
  const { group, name } = line;
  if (by === 'wait') {
    if (group === null) return say('sat.wait.none');
    const from = Number(group);
    return spanRange(from, WAITS[WAITS.indexOf(from) + 1] ?? null, say, locale);
  }
  if (by === 'reopened') return say(group === 'yes' ? 'sat.reopened.yes' : 'sat.reopened.no');
  if (by === 'handoffs') return say(`sat.handoffs.${group === '1' || group === '2' ? group : '0'}`);
  if (group === null) return say('breakdown.none');
  return by === 'survey'
    ? (name ?? say('breakdown.deleted'))
    : groupName(by, { group, name }, say, locale, channelName);
}
