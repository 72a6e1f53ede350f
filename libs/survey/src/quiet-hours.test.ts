// Nobody is asked at night: the customer's own night, also when the clocks change in it.
import { expect, test } from '@jest/globals';
import { DEFAULT_ASKING, decide, type EpisodeFacts } from './policy.js';
import { areQuietHours, awake } from './quiet-hours.js';

const night = { from: '21:00', to: '09:00' };

test.each([
  ['an evening in Sofia waits for the morning', '2026-11-22T20:30:00Z', 'Europe/Sofia', '2026-11-23T07:00:00.000Z'],
  [
    'the same instant is noon in Los Angeles',
    '2026-11-22T20:30:00Z',
    'America/Los_Angeles',
    '2026-11-22T20:30:00.000Z',
  ],
  ['its end is awake', '2026-11-23T07:00:00Z', 'Europe/Sofia', '2026-11-23T07:00:00.000Z'],
  ['its last second is not', '2026-11-23T06:59:59Z', 'Europe/Sofia', '2026-11-23T07:00:00.000Z'],
  ['before midnight as after', '2026-11-22T23:10:30.500Z', 'Europe/Sofia', '2026-11-23T07:00:00.000Z'],
  ['the night that is an hour shorter', '2026-03-28T21:00:00Z', 'Europe/Sofia', '2026-03-29T06:00:00.000Z'],
  ['the night that is an hour longer', '2026-10-24T20:00:00Z', 'Europe/Sofia', '2026-10-25T07:00:00.000Z'],
  ['a zone that nobody knows is UTC', '2026-11-22T22:00:00Z', 'Atlantis', '2026-11-23T09:00:00.000Z'],
])('%s', (_, at, zone, expected) => {
  expect(awake(new Date(at), night, zone).toISOString()).toBe(expected);
});

test('quiet by day, and none at all', () => {
  const lunch = { from: '12:00', to: '13:30' };
  expect(awake(new Date('2026-11-22T12:10:00Z'), lunch, 'UTC').toISOString()).toBe('2026-11-22T13:30:00.000Z');
  expect(awake(new Date('2026-11-22T13:30:00Z'), lunch, 'UTC').toISOString()).toBe('2026-11-22T13:30:00.000Z');
  expect(awake(new Date('2026-11-22T02:00:00Z'), null, 'UTC').toISOString()).toBe('2026-11-22T02:00:00.000Z');
  expect(areQuietHours(night)).toBe(true);
  for (const wrong of [
    { from: '9:00', to: '10:00' },
    { from: '24:00', to: '09:00' },
    { from: '09:00', to: '09:00' },
  ])
    expect(areQuietHours(wrong)).toBe(false);
});

const facts = (lastWroteAt: string, replyWindowHours: number | null): EpisodeFacts => ({
  now: new Date('2026-11-22T19:30:00Z'),
  solvedAt: new Date('2026-11-22T19:30:00Z'),
  spam: false,
  merged: false,
  agentOnly: false,
  byRule: false,
  respondent: {
    blocked: false,
    reachable: true,
    optedOut: false,
    lastAskedAt: null,
    lastWroteAt: new Date(lastWroteAt),
    timeZone: 'Europe/Sofia',
  },
  replyWindowHours,
  samplePoint: 0,
  rules: { ...DEFAULT_ASKING, quiet: night },
});

test('the decision waits for the morning; a channel that shuts before the morning is asked in no more', () => {
  expect(decide(facts('2026-11-22T19:00:00Z', null))).toEqual({ ask: true, dueAt: new Date('2026-11-23T07:00:00Z') });
  expect(decide(facts('2026-11-22T19:00:00Z', 24))).toEqual({ ask: true, dueAt: new Date('2026-11-23T07:00:00Z') });
  expect(decide(facts('2026-11-22T00:00:00Z', 24))).toEqual({ ask: false, reason: 'channel-window' });
});
