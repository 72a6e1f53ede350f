// The times that are offered for a reply that goes out later.
import { describe, expect, it } from '@jest/globals';
import { localField, moments } from './scheduled.js';

const offered = (local: string) => moments(new Date(local)).map((one) => `${one.word} ${localField(one.at)}`);

describe('later', () => {
  it.each([
    [
      '2026-11-25T10:10:00',
      ['schedule.today 2026-11-25T12:30', 'schedule.tomorrow 2026-11-26T09:00', 'schedule.monday 2026-11-30T09:00'],
    ],
    [
      '2026-11-25T10:40:00',
      ['schedule.today 2026-11-25T13:00', 'schedule.tomorrow 2026-11-26T09:00', 'schedule.monday 2026-11-30T09:00'],
    ],
    ['2026-11-25T20:30:00', ['schedule.tomorrow 2026-11-26T09:00', 'schedule.monday 2026-11-30T09:00']],
    ['2026-11-29T22:30:00', ['schedule.tomorrow 2026-11-30T09:00']],
    [
      '2026-11-30T08:00:00',
      ['schedule.today 2026-11-30T10:30', 'schedule.tomorrow 2026-12-01T09:00', 'schedule.monday 2026-12-07T09:00'],
    ],
  ])('at %s', (now, words) => expect(offered(now)).toEqual(words));
});
