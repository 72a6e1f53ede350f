// Themes: one thing said in many forms is one theme, a longer phrase takes the place of its parts, and chance is no trend.
import { describe, expect, it } from '@jest/globals';
import { phrasesOf } from './phrases.js';
import { stemOf } from './stems.js';
import { type PhraseCount, themesOf } from './themes.js';

describe('phrases', () => {
  const forms: ['en' | 'ru' | 'bg', string][] = [
    ['en', 'delivery deliveries, refund refunds refunded, box boxes, reply replies replied'],
    ['ru', 'возврат возврата возвраты, посылка посылку посылки, оператор операторы оператором'],
    ['bg', 'поръчка поръчката поръчки поръчките, отговор отговорът отговори'],
  ];
  it.each(forms)('%s: forms of one word have one stem', (language, words) => {
    const groups = words.split(', ').map((group) => group.split(' '));
    const stems = groups.map((group) => [...new Set(group.map((word) => stemOf(word, language)))]);
    expect(stems.map((each) => each.length)).toEqual(groups.map(() => 1));
    expect(new Set(stems.flat()).size).toBe(groups.length);
  });

  it('stand within a clause, without small words, each once, and never hold what was taken out', () => {
    const said = phrasesOf('The delivery was late, and late deliveries cost ⟨phone⟩ money. Delivery!', 'en');
    expect(said.map(({ key, said: each }) => [key, each])).toEqual(
      expect.arrayContaining([
        ['delivery', 'delivery'],
        ['delivery lat', 'delivery was late'],
        ['lat delivery', 'late deliveries'],
      ]),
    );
    expect(new Set(said.map(({ key }) => key)).size).toBe(said.length);
    expect(said.some(({ key }) => key.includes('phone'))).toBe(false);
    expect(phrasesOf('Die Lieferung kam spät', 'unknown')).toEqual([]);
  });
});

describe('themes', () => {
  const count = (key: string, now: number, before: number): PhraseCount => ({ key, now, before });

  it('a phrase said only within a longer one gives way to it', () => {
    const themes = themesOf([count('late', 9, 0), count('late delivery', 9, 0), count('refund', 5, 0)], {
      now: 40,
      before: 0,
    });
    expect(themes.map(({ key }) => key)).toEqual(['late delivery', 'refund']);
  });

  it('a phrase that is said also by itself keeps its place', () => {
    const themes = themesOf([count('delivery', 20, 0), count('late delivery', 6, 0)], { now: 60, before: 0 });
    expect(themes.map(({ key }) => key)).toEqual(['delivery', 'late delivery']);
  });

  it('few are nobody’s theme', () => {
    expect(themesOf([count('refund', 2, 0)], { now: 100, before: 100 })).toEqual([]);
  });

  it('a clear rise is a trend, a small one and an empty time before are none', () => {
    const [rises, same] = themesOf([count('refund', 60, 10), count('parcel', 21, 20)], { now: 200, before: 200 });
    expect([rises!.verdict, same!.verdict]).toEqual(['higher', 'no-difference']);
    expect(themesOf([count('refund', 60, 0)], { now: 200, before: 0 })[0]!.verdict).toBe('too-few');
  });

  it('where nothing changed, hardly any list of two hundred phrases shows a trend', () => {
    let seed = 12345;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const drawn = (n: number, p: number) => Array.from({ length: n }).filter(() => random() < p).length;
    let falseAlarms = 0;
    for (let run = 0; run < 40; run++) {
      const counts = Array.from({ length: 200 }, (_, i) => count(`w${i}`, drawn(200, 0.05), drawn(200, 0.05)));
      if (themesOf(counts, { now: 200, before: 200 }).some(({ verdict }) => verdict !== 'no-difference'))
        falseAlarms += 1;
    }
    expect(falseAlarms).toBeLessThanOrEqual(5);
  });
});
