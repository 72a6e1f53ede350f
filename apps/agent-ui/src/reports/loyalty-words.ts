// Numbers of the loyalty page in words: months, shares with intervals, money.
import type { Say } from '../words/words.js';
import { percentWords } from './spans.js';

export const monthWords = (month: string, locale: string, long = false): string =>
  new Intl.DateTimeFormat(locale, { month: long ? 'long' : 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}T00:00:00Z`),
  );

export const shareWords = (share: number | null, locale: string): string =>
  share === null ? '—' : percentWords(share, locale);

export const rangeWords = (one: { low: number | null; high: number | null }, say: Say, locale: string): string =>
  say('answers.range', { low: shareWords(one.low, locale), high: shareWords(one.high, locale) });

export const moneyWords = (amount: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: amount > 0 && amount < 100 ? 2 : 0,
  }).format(amount);
