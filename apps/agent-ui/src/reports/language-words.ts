// What languages are called beside open answers.
import type { Say } from '../words/words.js';

export function languageWords(code: string, say: Say, locale: string): string {
  if (code === 'unknown') return say('answers.language-unknown');
  const name = languageWithin(code, locale);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** The same within a sentence. */
export const languageWithin = (code: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
