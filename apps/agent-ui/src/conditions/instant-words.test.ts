// Instants of conditions: what is offered and what is asked are the same thing.
import { describe, expect, it } from '@jest/globals';
import { INSTANT_OPS, instantOp, instantQuestion, inUnits } from './instant-words.js';

describe('an instant', () => {
  it.each(INSTANT_OPS)('asked for by %s comes back as that', (wanted) => {
    const { op, value } = instantQuestion(wanted, undefined);
    expect(instantOp(op, value)).toBe(wanted);
  });
  it('keeps its span when it is asked another way', () => {
    expect(instantQuestion('in-next', { ago: 7200 })).toEqual({ op: 'before', value: { ahead: 7200 } });
    expect(instantQuestion('before', { ago: 7200 })).toEqual({ op: 'before', value: '' });
  });
  it.each([
    [86_400, 1, 'day'],
    [1_209_600, 2, 'week'],
    [5400, 90, 'minute'],
    [7200, 2, 'hour'],
  ])('%s seconds are %s %s', (seconds, amount, unit) => {
    expect(inUnits(seconds)).toEqual({ amount, unit });
  });
});
