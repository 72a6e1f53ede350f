// The promise is rounded up, never down, and names the day the visitor would name.
import { describe, expect, test } from '@jest/globals';
import type { Locale } from '../choose-locale.js';
import { promise } from './promise.js';
import { wordsOf } from './words.js';

const now = new Date('2026-11-20T19:30:00Z'); // a Friday
const say = (locale: Locale, usualAnswerSeconds: number | null, backAt: string | null) =>
  promise(wordsOf(locale), locale, { usualAnswerSeconds, backAt }, now, 'Europe/Sofia');

describe('the promise', () => {
  test.each<[Locale, number | null, string | null, string]>([
    ['en', null, null, 'We are here. Write to us'],
    ['en', 40, null, 'We usually answer within a minute'],
    ['en', 181, null, 'We usually answer within 5 minutes'],
    ['en', 3000, null, 'We usually answer within an hour'],
    ['en', 40_000, null, 'We usually answer within 12 hours'],
    ['en', 80_000, null, 'We usually answer within a day'],
    ['en', 200_000, null, 'We usually answer within a few days'],
    ['ru', 61, null, 'Обычно отвечаем за 2 минуты'],
    ['ru', 1200, null, 'Обычно отвечаем за 20 минут'],
    ['bg', 300, null, 'Обикновено отговаряме до 5 минути'],
    ['en', 300, '2026-11-20T20:15:00Z', 'We’re back at 22:15'],
    ['en', 300, '2026-11-21T07:00:00Z', 'We’re back tomorrow at 9:00'],
    ['en', 300, '2026-11-23T07:00:00Z', 'We’re back on Monday at 9:00'],
    ['ru', 300, '2026-11-24T07:00:00Z', 'Вернёмся во вторник в 9:00'],
    ['ru', 300, '2026-11-25T07:00:00Z', 'Вернёмся в среду в 9:00'],
    ['bg', 300, '2026-11-23T07:00:00Z', 'Връщаме се в понеделник в 9:00'],
    ['bg', 300, '2026-12-02T07:00:00Z', 'Връщаме се на 2 декември в 9:00'],
    ['en', 300, '2026-11-19T07:00:00Z', 'We usually answer within 5 minutes'],
  ])('%s, %s s, back at %s', (locale, seconds, backAt, expected) => {
    expect(say(locale, seconds, backAt).replace(/\b0(\d:)/, '$1')).toBe(expected);
  });
});
