// The catalogues: no word without a use, the same gaps to fill in each language, every plural form that a language has.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { bg } from './bg.js';
import { en } from './en.js';
import { ru } from './ru.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words') && !path.includes('.test.'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');
const stem = (key: string) => key.replace(/_(one|few|many|other)$/, '');
const gaps = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('the catalogues', () => {
  it('hold no word that nobody says', () => {
    const made = [...source.matchAll(/`([a-z.-]+\.)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(en).filter(
      (key) =>
        !source.includes(`'${stem(key)}'`) &&
        !source.includes(`"${stem(key)}"`) &&
        !made.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it.each([
    ['ru', ru],
    ['bg', bg],
  ] as const)('%s fills the same gaps as English', (_, catalogue: Record<string, string>) => {
    const different = Object.entries(en).filter(
      ([key, words]) => gaps(words).join() !== gaps(catalogue[key] ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it.each([
    ['en', en],
    ['ru', ru],
    ['bg', bg],
  ] as const)('%s has every plural form of its language', (locale, catalogue: Record<string, string>) => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const plural = [
      ...new Set(
        Object.keys(en)
          .filter((key) => key.endsWith('_other'))
          .map(stem),
      ),
    ];
    const missing = plural.flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => !(key in catalogue));
    expect(missing).toEqual([]);
  });
});
