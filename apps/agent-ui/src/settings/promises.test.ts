// Policies as they are edited: spans in units, the order.
import { describe, expect, it } from '@jest/globals';
import { inUnits, moved, spanWords } from './promises.js';

describe('a policy being edited', () => {
  it.each([
    [60, 1, 'minutes'],
    [90, 2, 'minutes'],
    [3600, 1, 'hours'],
    [5400, 90, 'minutes'],
    [86_400, 1, 'days'],
    [129_600, 36, 'hours'],
  ])('%s seconds are %s %s', (seconds, value, unit) => {
    expect(inUnits(seconds)).toEqual({ value, unit });
  });

  it('says spans in the reader’s language', () => {
    expect(spanWords(7200, 'ru').replace(/[\u00a0\u202f]/g, ' ')).toBe('2 ч');
  });

  it('moves a policy by one, and not over the edge', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
});
