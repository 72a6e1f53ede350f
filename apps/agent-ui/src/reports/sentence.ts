// The sentence on top: what changed against the period before, and whether chance can explain it.

import type { Change } from '../api/shapes.js';
import type { Say } from '../words/words.js';
import { figureName } from './figure-words.js';
import { countWords, percentWords, spanWords } from './spans.js';

const SAID = 3;

/** The most telling first; a p90 only where its median is not said; satisfaction always has its place. */
export function toldChanges(changes: Change[]): Change[] {
  const known = changes.filter((change) => change.now !== null && !(change.of === 'count' && !change.before));
  const told = known.filter((change) => change.verdict === 'higher' || change.verdict === 'lower');
  const once = told.filter(
    (change) => change.of !== 'p90' || !told.some((other) => other.figure === change.figure && other.of === 'median'),
  );
  const satisfaction = known.find((change) => change.of === 'share');
  const picked = once.filter((change) => change !== satisfaction).slice(0, satisfaction ? SAID - 1 : SAID);
  const first = known.find((change) => change.of === 'median');
  if (picked.length === 0 && first) picked.push(first);
  return satisfaction ? [...picked, satisfaction] : picked;
}

export function changeValue(change: Pick<Change, 'of'>, value: number, locale: string): string {
  if (change.of === 'share') return percentWords(value, locale);
  return change.of === 'count' ? countWords(value, locale) : spanWords(value, locale);
}

/** One phrase a change, most telling first; empty when there is nothing to say. */
export function sentence(changes: Change[], say: Say, locale: string): string {
  const told = toldChanges(changes);
  if (told.length === 0) return '';
  const alone = told.every((change) => change.before === null);
  const phrases = told.map((change) => phrase(change, alone, say, locale));
  const joined = phrases.map((each, at) => (at === 0 ? each : inside(each))).join('; ');
  return alone ? `${joined}. ${say('sentence.nothing-before')}` : `${joined}.`;
}

function phrase(change: Change, alone: boolean, say: Say, locale: string): string {
  const figure = figureName(change.figure, say, locale) + (change.of === 'p90' ? ' (p90)' : '');
  const now = changeValue(change, change.now ?? 0, locale);
  if (alone) return say('sentence.plain', { figure, now });
  if (change.verdict === 'too-few' || change.before === null) return say('sentence.too-few', { figure, now });
  if (change.verdict === 'no-difference') return say('sentence.same', { figure, now });
  const before = changeValue(change, change.before, locale);
  return say(change.verdict === 'higher' ? 'sentence.higher' : 'sentence.lower', { figure, before, now });
}

/** In the middle of a sentence a figure begins small, unless it is an abbreviation. */
function inside(phrase: string): string {
  return /^\p{Lu}\p{Ll}/u.test(phrase) ? phrase.charAt(0).toLocaleLowerCase() + phrase.slice(1) : phrase;
}
