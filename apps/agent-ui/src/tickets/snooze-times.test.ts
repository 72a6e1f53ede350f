// The usual choices of sleep: in local time, never in the past, mornings on working days.
import { describe, expect, it } from '@jest/globals';
import { localField, snoozeChoices } from './snooze-times.js';

const WORKDAYS = ['08:30', '09:00', '09:00', '09:00', '10:00', null, null];
const choices = (now: string, mornings?: (string | null)[]) =>
  snoozeChoices(new Date(now), mornings).map(({ choice, at }) => `${choice} ${localField(at)}`);

describe('sleep', () => {
  it('in the middle of a working day', () => {
    expect(choices('2026-11-24T10:12:00')).toEqual([
      'later-today 2026-11-24T13:30',
      'tomorrow 2026-11-25T09:00',
      'next-week 2026-11-30T09:00',
      'next-month 2026-12-24T09:00',
    ]);
  });
  it('in the evening there is no later today, and on Sunday tomorrow is next week', () => {
    expect(choices('2026-11-22T19:40:00').slice(0, 2)).toEqual([
      'tomorrow 2026-11-23T09:00',
      'next-month 2026-12-22T09:00',
    ]);
  });
  it('a morning is when work begins, on the first day that has any', () => {
    expect(choices('2026-11-26T17:10:00', WORKDAYS)).toEqual([
      'tomorrow 2026-11-27T10:00',
      'next-week 2026-11-30T08:30',
      'next-month 2026-12-28T08:30',
    ]);
    expect(choices('2026-11-27T09:00:00', WORKDAYS)).toEqual([
      'later-today 2026-11-27T12:00',
      'tomorrow 2026-11-30T08:30',
      'next-month 2026-12-28T08:30',
    ]);
  });
});
