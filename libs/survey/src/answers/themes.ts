// What many answers are about: phrases more often said than chance would have it, and whether one is said more than before.
import { amongMany } from '../benjamini-hochberg.js';
import { compareShares, type Difference, shareDifferenceP } from '../newcombe.js';

/** Answers of one language in which each phrase is said, now and in the period before. */
export interface PhraseCount {
  key: string;
  now: number;
  before: number;
}
export interface Theme extends Difference {
  key: string;
  now: number;
  before: number;
  p: number;
}

/** Said by fewer it is somebody's, not everybody's. */
export const FEWEST_SAYING = 3;
const MOST_THEMES = 30;

/**
 * The themes of a language, the weightiest first. C-value (K. Frantzi, S. Ananiadou and H. Mima, "Automatic recognition of
 * multi-word terms", International Journal on Digital Libraries 3 (2000)), with log2(1 + length) so that single words count too: a
 * phrase said mostly within longer ones gives way to them; a longer one that adds nothing to its part gives way to the part.
 * Trend: share of answers that say it, against the period before, by Newcombe's interval, corrected for the many by Benjamini–Hochberg
 * over every phrase that was looked at, not over those shown.
 */
export function themesOf(counts: readonly PhraseCount[], answers: { now: number; before: number }): Theme[] {
  const frequent = counts.filter(({ now, before }) => Math.max(now, before) >= FEWEST_SAYING);
  const judged = amongMany(
    frequent.map(({ key, now, before }) => {
      const [one, other] = [
        { count: now, n: answers.now },
        { count: before, n: answers.before },
      ];
      return { key, now, before, ...compareShares(one, other), p: shareDifferenceP(one, other) };
    }),
  );
  const weights = cValues(frequent);
  const shown: Theme[] = [];
  for (const theme of judged
    .filter(({ now }) => now >= FEWEST_SAYING)
    .sort((a, b) => weights.get(b.key)! - weights.get(a.key)! || b.now - a.now || a.key.localeCompare(b.key))) {
    if (shown.length >= MOST_THEMES) break;
    if (weights.get(theme.key)! > 0 && !shown.some((other) => sameMatter(other, theme))) shown.push(theme);
  }
  return shown;
}

/** For each phrase: log2(1 + its length) × (how many say it − how many say it on average within longer ones). */
function cValues(counts: readonly PhraseCount[]): Map<string, number> {
  const within = new Map<string, { sum: number; n: number }>();
  for (const { key, now } of counts) {
    if (now < FEWEST_SAYING) continue;
    for (const part of partsOf(key)) {
      const nest = within.get(part) ?? { sum: 0, n: 0 };
      within.set(part, { sum: nest.sum + now, n: nest.n + 1 });
    }
  }
  return new Map(
    counts.map(({ key, now }) => {
      const nest = within.get(key);
      return [key, Math.log2(1 + key.split(' ').length) * (now - (nest ? nest.sum / nest.n : 0))];
    }),
  );
}

function partsOf(key: string): string[] {
  const words = key.split(' ');
  const parts: string[] = [];
  for (let length = 1; length < words.length; length++)
    for (let from = 0; from + length <= words.length; from++) parts.push(words.slice(from, from + length).join(' '));
  return parts;
}

/** One stands in the other, and nearly the same answers say both. */
function sameMatter(shown: Theme, other: Theme): boolean {
  const [long, short] = shown.key.length >= other.key.length ? [shown, other] : [other, shown];
  return (
    ` ${long.key} `.includes(` ${short.key} `) && Math.min(shown.now, other.now) >= 0.6 * Math.max(shown.now, other.now)
  );
}
