// Choosing tickets: one by one, as a stretch, and what stays of it when the list changes.
import { describe, expect, it } from '@jest/globals';
import { nothing, only, stretch, take, toggle } from './selection.js';

const LIST = ['a', 'b', 'c', 'd', 'e'];
const between = (from: string, to: string) => {
  const [low, high] = [LIST.indexOf(from), LIST.indexOf(to)].sort((x, y) => x - y) as [number, number];
  return LIST.slice(low, high + 1);
};
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');

describe('choosing', () => {
  it('takes one and gives it back', () => {
    const one = toggle(nothing('open'), 'b');
    expect([ids(one), one.anchor, ids(toggle(one, 'b'))]).toEqual(['b', 'b', '']);
  });
  it('stretches from the anchor in both ways and keeps what was chosen', () => {
    const from = toggle(nothing('open'), 'd');
    expect(ids(stretch(from, 'b', between))).toBe('bcd');
    expect(ids(stretch(stretch(from, 'b', between), 'e', between))).toBe('bcde');
    expect(ids(stretch(nothing('open'), 'c', between))).toBe('c');
  });
  it('lets go of those that left, and then no longer means all', () => {
    const all = { ...take(nothing('open'), LIST), all: true };
    const left = only(all, (id) => id !== 'c');
    expect([ids(left), left.all]).toEqual(['abde', false]);
    expect(only(all, () => true)).toBe(all);
  });
});
