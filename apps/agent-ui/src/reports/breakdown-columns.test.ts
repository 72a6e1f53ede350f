// The order of groups: what rests on too little is never ranked, whatever the column.
import { expect, test } from '@jest/globals';
import type { BreakdownGroup } from '../api/shapes.js';
import { type Column, sortGroups } from './breakdown-columns.js';

const group = (name: string, value: number | null, enough: boolean) =>
  ({ group: name, value, enough, n: enough ? 20 : 3 }) as BreakdownGroup;
const items = [group('b', 300, true), group('c', 5, false), group('a', 900, true), group('d', 60, true)];
const value = { key: 'value', name: 'Median', value: (item) => item.value, words: () => '' } as Column;
const names = (list: BreakdownGroup[]) => list.map((item) => item.group).join('');

test.each([
  [value, false, null, 'abdc'],
  [value, true, null, 'dbac'],
  [undefined, false, null, 'badc'],
  [undefined, true, (item: BreakdownGroup) => item.group ?? '', 'abcd'],
])('%#', (column, up, name, order) => {
  expect(names(sortGroups(items, column, up, name))).toBe(order);
});
