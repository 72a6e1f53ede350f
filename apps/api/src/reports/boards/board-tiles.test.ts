// Who sees a board and who changes it, and what may not stand on one.
import { describe, expect, it } from '@jest/globals';
import { faultsOf, mayChange, maySee } from './board-tiles.js';

const board = (seenBy: 'me' | 'leads' | 'everyone') => ({ ownerId: 'lena', seenBy });
const lena = { agentId: 'lena', role: 'lead' } as const;
const boris = { agentId: 'boris', role: 'lead' } as const;
const anna = { agentId: 'anna', role: 'agent' } as const;

describe('boards', () => {
  it.each([
    ['me', boris, false, false],
    ['me', lena, true, true],
    ['leads', boris, true, true],
    ['leads', anna, false, false],
    ['everyone', anna, true, false],
    // Who was a lead keeps what was theirs, to read.
    ['me', { agentId: 'lena', role: 'agent' } as const, true, false],
    // A program has no boards of its own.
    ['me', { agentId: null, role: 'lead' } as const, false, false],
  ] as const)('seen by %s: %o', (seenBy, who, sees, changes) => {
    expect([maySee(board(seenBy), who), mayChange(board(seenBy), who)]).toEqual([sees, changes]);
  });

  const tile = { id: 'a', shows: 'overview.opened', filters: null } as const;
  const table = { ...tile, id: 'b', shows: 'breakdown.table', figure: 'csat.good', by: 'field', field: 'f' } as const;
  it('take tiles that can be drawn', () => {
    const filters = { fieldValue: '0d0e6a5c-6f1c-4f65-9d34-1c1f5b7f3d11:yes', ticketTag: '7' };
    expect(faultsOf({ name: 'x', filters, tiles: [tile, table] })).toEqual([]);
    expect(faultsOf({ name: 'x', filters: {}, tiles: [] })).toEqual([]);
  });
  it('say where a tile is wrong', () => {
    const wrong = { ...tile, filters: { fieldValue: 'yes', ticketTag: '99999999999' } };
    const { figure: _, by: __, ...bare } = table;
    const { field: ___, ...fieldless } = { ...table, id: 'c' };
    expect(faultsOf({ name: ' ', filters: { ticketTag: 'x' }, tiles: [wrong, tile, bare, fieldless] })).toEqual([
      'name',
      'filters.ticketTag',
      'tiles.0.filters.fieldValue',
      'tiles.0.filters.ticketTag',
      'tiles.1.id',
      'tiles.2.figure',
      'tiles.2.by',
      'tiles.3.field',
    ]);
  });
});
