// The app's language: one catalogue at a time, loaded when it is needed, every key checked by the compiler.
import i18next, { type TOptions } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { Locale } from '../api/shapes.js';
import type { en } from './en.js';

type Key = keyof typeof en;
type PluralBase = Key extends infer K ? (K extends `${infer B}_other` ? B : never) : never;
/** What can be said: keys with plural forms are named by their stem. */
export type Word = Exclude<Key, `${string}_one` | `${string}_other`> | PluralBase;
export type Catalogue = Record<Key, string>;
/** Russian needs two forms more than English and Bulgarian. */
export type RussianCatalogue = Catalogue & Record<`${PluralBase}_few` | `${PluralBase}_many`, string>;

export type Say = (word: Word, params?: Record<string, string | number>) => string;

export const LOCALES: Record<Locale, string> = { en: 'English', ru: 'Русский', bg: 'Български' };

const load: Record<Locale, () => Promise<Record<string, string>>> = {
  en: async () => (await import('./en.js')).en,
  ru: async () => (await import('./ru.js')).ru,
  bg: async () => (await import('./bg.js')).bg,
};

/** The best of our languages for a wish such as `ru-RU`. */
export function localeOf(wish: string | null | undefined): Locale {
  const language = (wish ?? '').slice(0, 2).toLowerCase();
  if (language in load) return language as Locale;
  return ['be', 'uk', 'kk'].includes(language) ? 'ru' : 'en';
}

/** Starts with the language last used here, else the browser's. */
export async function startWords(): Promise<void> {
  const locale = localeOf(localStorage.getItem('otklik.locale') ?? navigator.language);
  await i18next.init({
    lng: locale,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    resources: { [locale]: { translation: await load[locale]() } },
  });
  document.documentElement.lang = locale;
}

export async function speak(wish: string): Promise<void> {
  const locale = localeOf(wish);
  if (i18next.language === locale) return;
  i18next.addResourceBundle(locale, 'translation', await load[locale]());
  await i18next.changeLanguage(locale);
  localStorage.setItem('otklik.locale', locale);
  document.documentElement.lang = locale;
}

/** Sentences of the language of the moment, found once: a list that is scrolled says the same few a thousand times. */
const found = new Map<string, string>();

/** Words outside components (toasts, actions). */
export const say: Say = (word, params) => {
  const sentence = params && 'count' in params ? undefined : (found.get(word) ?? find(word));
  if (sentence === undefined) return i18next.t(word, params as TOptions) as string;
  return params ? sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')) : sentence;
};

function find(word: Word): string | undefined {
  const sentence = i18next.getResource(i18next.language, 'translation', word) as string | undefined;
  if (sentence !== undefined) found.set(word, sentence);
  return sentence;
}

let spoken: { say: Say; locale: Locale } | null = null;
i18next.on('languageChanged', () => {
  spoken = null;
  found.clear();
});
function speech(): { say: Say; locale: Locale } {
  spoken ??= { say: (word, params) => say(word, params), locale: localeOf(i18next.language) };
  return spoken;
}
const onSpeech = (listener: () => void) => {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
};

/** Words inside components, in the language of the moment; the same object until the language changes. */
export const useWords = (): { say: Say; locale: Locale } => useSyncExternalStore(onSpeech, speech);
