// Rows over several pages: by place and by id, also where a page has become empty.
import { describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { rowsOf } from './rows-of.js';

const items = (...ids: string[]) => ids.map((id) => ({ id }) as TicketRow);
const rows = rowsOf([{ items: items('a', 'b') }, { items: [] }, { items: items('c') }, { items: items('d', 'e') }]);

describe('the rows of a list', () => {
  it('are found by place', () => {
    expect([0, 1, 2, 3, 4, 5, -1].map((index) => rows.at(index)?.id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      undefined,
      undefined,
    ]);
    expect(rows.count).toBe(5);
  });
  it('are found by id and cut by places', () => {
    expect(['a', 'c', 'e', 'x', null].map((id) => rows.indexOf(id))).toEqual([0, 2, 4, -1, -1]);
    expect(rows.slice(-3, 3).map((row) => row.id)).toEqual(['a', 'b', 'c']);
    expect(rows.slice(4, 99).map((row) => row.id)).toEqual(['e']);
  });
});
