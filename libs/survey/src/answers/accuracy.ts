// How often the feeling of an answer is read as people read it, measured on the samples beside.
import { type Interval, wilson } from '../wilson.js';
import type { KnownLanguage } from './language.js';

/**
 * Short answers to surveys read right, of all in `samples`; a test counts them anew. The samples are by the same hand as the
 * lists of words, so real answers are read somewhat worse: the screen says so, and shows beside it how feeling and score agree on the answers of the desk itself.
 */
export const FEELING_ACCURACY: Readonly<Record<KnownLanguage, { right: number; n: number }>> = {
  en: { right: 132, n: 150 },
  ru: { right: 129, n: 150 },
  bg: { right: 134, n: 150 },
};

export function accuracyOf(language: KnownLanguage): { share: number; n: number } & Interval {
  const { right, n } = FEELING_ACCURACY[language];
  return { share: right / n, n, ...wilson(right, n) };
}
