// What was written goes out once, in order, however bad the line is.
import { describe, expect, test } from '@jest/globals';
import type { WidgetLine } from '@otklik/contract';
import { joinPending, nextPending, type PendingLine, stillPending, verdictOf, waitBefore } from './pending.js';

const wrote = (clientId: string, at: string, state: PendingLine['state'] = 'waiting'): PendingLine => ({
  clientId,
  text: clientId,
  files: [],
  at,
  state,
});

describe('the pending queue', () => {
  test('a confirmed line leaves it, whether the answer or the socket said so', () => {
    const lines = [{ clientId: 'a' }, { clientId: null }] as WidgetLine[];
    expect(stillPending([wrote('a', '1'), wrote('b', '2')], lines).map((line) => line.clientId)).toEqual(['b']);
  });
  test('the oldest waiting line goes first; a refused one blocks nobody', () => {
    expect(nextPending([wrote('a', '1', 'refused'), wrote('b', '2'), wrote('c', '3')])?.clientId).toBe('b');
    expect(nextPending([wrote('a', '1', 'refused')])).toBeNull();
  });
  test('two tabs: every line once, by age, our own state of it', () => {
    const joined = joinPending([wrote('b', '2', 'refused')], [wrote('c', '3'), wrote('a', '1'), wrote('b', '2')]);
    expect(joined.map((line) => `${line.clientId} ${line.state}`)).toEqual(['a waiting', 'b refused', 'c waiting']);
  });
});

test.each([
  [200, 'arrived'],
  [201, 'arrived'],
  [0, 'again'],
  [408, 'again'],
  [429, 'again'],
  [500, 'again'],
  [503, 'again'],
  [401, 'stranger'],
  [400, 'refused'],
  [403, 'refused'],
  [413, 'refused'],
  [422, 'refused'],
])('HTTP %s means %s', (status, verdict) => {
  expect(verdictOf(status)).toBe(verdict);
});

test('waits grow to half a minute and are never the same for everybody', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => waitBefore(attempt, 0))).toEqual([
    1000, 2000, 4000, 8000, 16000, 30000, 30000,
  ]);
  expect(waitBefore(3, 1)).toBe(5000);
});
