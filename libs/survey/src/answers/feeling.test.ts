// Feelings as people read them: turned, strengthened and contradicted; and how often they are read right on the samples.
import { describe, expect, it } from '@jest/globals';
import { FEELING_ACCURACY } from './accuracy.js';
import { type Feeling, feelingOf } from './feeling.js';
import { type KnownLanguage, languageOf } from './language.js';
import { BULGARIAN_SAMPLES } from './samples/bg.js';
import { ENGLISH_SAMPLES } from './samples/en.js';
import { RUSSIAN_SAMPLES } from './samples/ru.js';

const SIGNS: Record<string, Feeling> = { '+': 'positive', '-': 'negative', '0': 'neutral' };

const SAMPLES = { en: ENGLISH_SAMPLES, ru: RUSSIAN_SAMPLES, bg: BULGARIAN_SAMPLES };

function samplesOf(language: KnownLanguage, which: 'tuning' | 'measured' = 'measured') {
  const lines = SAMPLES[language][which].trim().split('\n');
  return lines.map((line) => ({ feeling: SIGNS[line[0]!]!, text: line.slice(2) }));
}

describe('what turns and strengthens words', () => {
  it.each([
    ['en', 'good', 'positive'],
    ['en', 'not good', 'negative'],
    ['en', 'not bad', 'positive'],
    ['en', 'No problems at all', 'positive'],
    ['en', 'It does not work', 'negative'],
    ['en', 'The answer came by mail', 'neutral'],
    ['en', 'Friendly but slow', 'neutral'],
    ['ru', 'не помогли', 'negative'],
    ['ru', 'не очень вежливо', 'negative'],
    ['ru', 'без проблем', 'positive'],
    ['bg', 'не отговориха', 'negative'],
    ['bg', 'няма проблеми', 'positive'],
    ['unknown', 'супер', 'positive'],
    ['unknown', '👎', 'negative'],
    ['unknown', '', 'neutral'],
  ] as const)('%s: %s', (language, text, feeling) => {
    expect(feelingOf(text, language).feeling).toBe(feeling);
  });

  it('weighs more where it is said with more force', () => {
    expect(feelingOf('very helpful', 'en').weight).toBeGreaterThan(feelingOf('helpful', 'en').weight);
    expect(feelingOf('очень долго', 'ru').weight).toBeLessThan(feelingOf('долго', 'ru').weight);
  });
});

describe.each(['en', 'ru', 'bg'] as const)('samples: %s', (language) => {
  it('are read as right as the screen says, by the language that is found in them', () => {
    const samples = samplesOf(language);
    const right = samples.filter(({ feeling, text }) => feelingOf(text, languageOf(text)).feeling === feeling).length;
    expect(samples.length).toBeGreaterThanOrEqual(150);
    expect({ right, n: samples.length }).toEqual(FEELING_ACCURACY[language]);
  });

  it('are taken for the other language in less than one of twenty', () => {
    const samples = [...samplesOf(language), ...samplesOf(language, 'tuning')];
    const wrong = samples.filter(({ text }) => ![language, 'unknown'].includes(languageOf(text)));
    expect(wrong.length / samples.length).toBeLessThan(0.05);
  });
});
