// The emoji with their names in the language of the screen: loaded when somebody looks for one.
import { queryOptions } from '@tanstack/react-query';
import type { Locale } from '../../api/shapes.js';

export interface Emoji {
  sign: string;
  group: number;
  name: string;
  words: string;
}

type Line = [string, number, string, string];
const load: Record<Locale, () => Promise<{ default: unknown }>> = {
  en: () => import('./named-en.json'),
  ru: () => import('./named-ru.json'),
  bg: () => import('./named-bg.json'),
};

export const emojiQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ['emoji', locale],
    queryFn: async (): Promise<Emoji[]> =>
      ((await load[locale]()).default as Line[]).map(([sign, group, name, words]) => ({ sign, group, name, words })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** By the beginning of any word of the name or beside it; names that begin so come first. */
export function findEmoji(all: Emoji[], query: string, most: number): Emoji[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const begins = (text: string, word: string) => ` ${text.toLocaleLowerCase()}`.includes(` ${word}`);
  const found = all.filter((one) => wanted.every((word) => begins(one.name, word) || begins(one.words, word)));
  const rank = (one: Emoji) => (wanted.every((word) => begins(one.name, word)) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}
