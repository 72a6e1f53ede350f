// Cells as people and their programs write them.
import { describe, expect, it } from '@jest/globals';
import { amountOf, instantOf, languageOf } from './row-values.js';

describe('an amount', () => {
  it.each([
    ['1234.5', 1234.5],
    ['1 234,50 ₽', 1234.5],
    ['1\u00a0234,50', 1234.5],
    ['€1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['12,5', 12.5],
    ['-10', -10],
    ['0', 0],
    ['1,234,567', 1234567],
  ])('%s', (said, amount) => expect(amountOf(said)).toBe(amount));
  it.each(['', 'free', '-', '10-20', '.'])('is none: %s', (said) => expect(amountOf(said)).toBeNull());
});

describe('an instant', () => {
  it.each([
    ['2026-05-31', '2026-05-30T21:00:00.000Z'],
    ['2026-05-31 14:05', '2026-05-31T11:05:00.000Z'],
    ['2026-05-31T14:05:06Z', '2026-05-31T14:05:06.000Z'],
    ['2026-05-31 14:05:06 +02:00'.replace(' +', '+'), '2026-05-31T12:05:06.000Z'],
    ['31.05.2026', '2026-05-30T21:00:00.000Z'],
    ['31.5.2026 9:07', '2026-05-31T06:07:00.000Z'],
    ['31.05.2026 г.', '2026-05-30T21:00:00.000Z'],
    ['31/05/2026', '2026-05-30T21:00:00.000Z'],
  ])('%s', (said, at) => expect(instantOf(said, 'Europe/Sofia')?.toISOString()).toBe(at));
  it.each(['', 'yesterday', '2026-13-01', '31.02.2026', '0001-01-01'])('is none: %s', (said) =>
    expect(instantOf(said, 'Europe/Sofia')).toBeNull(),
  );
});

describe('a language', () => {
  it.each([
    ['ru', 'ru'],
    ['Русский', 'ru'],
    ['pt_BR', 'pt-br'],
    ['български', 'bg'],
    ['everything', null],
  ])('%s', (said, language) => expect(languageOf(said)).toBe(language));
});
