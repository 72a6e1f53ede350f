// A stretch of time by its two ends, as people read it; and where a duration stands on a scale of such stretches.
import type { Say } from '../words/words.js';
import { spanWords } from './spans.js';

export function spanRange(from: number, to: number | null, say: Say, locale: string): string {
  if (to === null) return say('load.from', { from: spanWords(from, locale) });
  if (from === 0) return say('load.below', { to: spanWords(to, locale) });
  return say('load.bar', { from: spanWords(from, locale), to: spanWords(to, locale) });
}

/** Where a duration stands, as a share of the width of all bars: within its own bar by the logarithm. */
export function placeOf(seconds: number, bars: { from: number; to: number | null }[]): number {
  const which = bars.findLastIndex((bar) => bar.from <= seconds);
  const bar = bars[which];
  if (!bar) return 0;
  const to = bar.to ?? bar.from * 2;
  const within = bar.from === 0 ? seconds / to : Math.log(seconds / bar.from) / Math.log(to / bar.from);
  return (which + Math.min(1, within)) / bars.length;
}
