// Before path A: which of our languages the visitor is greeted in.

export const LOCALES = ['en', 'ru', 'bg'] as const;
export type Locale = (typeof LOCALES)[number];

/** The first wish that we speak, by its primary language (`bg-BG` → `bg`); English when there is none. */
export function chooseLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const primary = (wish ?? '').trim().toLowerCase().split(/[-_]/)[0];
    const found = LOCALES.find((locale) => locale === primary);
    if (found) return found;
  }
  return 'en';
}
