// Which days and filters a tile has, which page it leads back to, and where it is moved.
import { describe, expect, it } from '@jest/globals';
import type { BoardTile } from '../../api/shapes.js';
import { ALL, filtersOf, isFigure, moved, pageOf, placed, shownOf, tileAddress, tileFilters } from './board-tiles.js';

const today = '2026-11-22';
const tile = { id: 'a', shows: 'overview.opened', name: null, wide: false, period: null, filters: null } as BoardTile;
const board = { period: '7', filters: { channel: 'chat', teamId: 't' } } as const;

describe('a tile', () => {
  it('has the days and filters of its board', () => {
    expect(tileFilters(tile, board, today, null)).toEqual({
      ...{ from: '2026-11-16', to: '2026-11-22', channel: 'chat', teamId: 't' },
    });
  });
  it('has its own where it says so', () => {
    const own = { ...tile, period: 'today', filters: { channel: 'email' } } as BoardTile;
    expect(tileFilters(own, board, today, null)).toEqual({ from: today, to: today, channel: 'email' });
    const days = { ...tile, period: 'today' } as BoardTile;
    expect(tileFilters(days, board, today, null)).toEqual({ from: today, to: today, channel: 'chat', teamId: 't' });
    expect(tileFilters({ ...tile, filters: {} }, board, today, null)).toEqual({ from: '2026-11-16', to: today });
  });
  it('shows an agent their own figures alone', () => {
    expect(tileFilters(tile, board, today, 'anna')).toMatchObject({ channel: 'chat', agentId: 'anna' });
    expect(tileFilters(tile, board, today, 'anna')).not.toHaveProperty('teamId');
  });
  it('follows what somebody looks by just now', () => {
    const looked = { looked: { from: '2026-11-01', to: '2026-11-03', priority: '3' } };
    expect(filtersOf(looked, today)).toEqual(looked.looked);
    expect(tileFilters({ ...tile, filters: {} }, looked, today, null)).toEqual({
      from: '2026-11-01',
      to: '2026-11-03',
    });
  });
  it('leads back to its page with the same filters', () => {
    const filters = { from: today, to: today, channel: 'chat' };
    expect(tileAddress(tile, filters)).toEqual(filters);
    const table = { ...tile, shows: 'breakdown.table', figure: 'csat.good', by: 'team', field: 'old' } as BoardTile;
    expect(tileAddress(table, filters)).toEqual({ ...filters, tab: 'breakdown', figure: 'csat.good', by: 'team' });
    const score = { ...tile, shows: 'satisfaction.score', kind: 'nps' } as BoardTile;
    expect(tileAddress(score, {})).toEqual({ tab: 'satisfaction', kind: 'nps' });
  });
  it('comes from one page, as a number or as more', () => {
    expect(ALL.every((shows) => shownOf(pageOf(shows)).includes(shows))).toBe(true);
    expect(
      ['overview.csat', 'overview.csat-chart', 'satisfaction.everybody', 'satisfaction.trend'].map((one) =>
        isFigure(one as never),
      ),
    ).toEqual([true, false, true, false]);
  });
});

describe('the order of tiles', () => {
  const tiles = ['a', 'b', 'c'].map((id) => ({ id }));
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).join('');
  it.each([
    ['a', 1, 'bac'],
    ['c', -1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 1, 'abc'],
    ['x', 1, 'abc'],
  ] as const)('%s by %i', (id, by, order) => expect(ids(moved(tiles, id, by))).toBe(order));
  it.each([
    ['a', 'c', 'bca'],
    ['c', 'a', 'cab'],
    ['a', 'x', 'abc'],
  ] as const)('%s dropped on %s', (id, onto, order) => expect(ids(placed(tiles, id, onto))).toBe(order));
});
