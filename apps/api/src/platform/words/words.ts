// Every word the api itself says to a person, in each language: one catalogue a language, checked complete by the compiler.
import { bg } from './bg.js';
import { en } from './en.js';
import { ru } from './ru.js';

export type Locale = 'en' | 'ru' | 'bg';
export type WordKey = keyof typeof en;
export type Catalogue = Record<WordKey, string>;

const CATALOGUES: Record<Locale, Catalogue> = { en, ru, bg };
export const LOCALES = Object.keys(CATALOGUES) as Locale[];

/** The best of our languages for a wish such as `ru-RU`, an Accept-Language header, or null. */
export function localeOf(wish: string | null | undefined, fallback: Locale = 'en'): Locale {
  for (const part of (wish ?? '').split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase();
    if (language in CATALOGUES) return language as Locale;
    if (['be', 'uk', 'kk'].includes(language)) return 'ru';
  }
  return fallback;
}

/** The words for `key`; `{name}` is replaced by `params.name`. */
export function say(locale: string, key: WordKey, params: Record<string, string | number | string[]> = {}): string {
  return CATALOGUES[localeOf(locale)][key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
