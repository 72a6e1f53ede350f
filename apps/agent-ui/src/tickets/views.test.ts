// The queue's rules: what stands in a view, in which order, and where a changed row goes.
import { describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { placeRow } from './place-row.js';
import { belongs, compareRows, type Looker } from './views.js';

const row = (id: string, change: Partial<TicketRow> = {}): TicketRow => ({
  id,
  number: 1,
  subject: null,
  preview: '',
  channel: 'chat',
  connectionId: 'c',
  state: 'open',
  priority: 1,
  contact: { id: 'p', name: null, address: 'a' },
  assigneeId: null,
  teamId: null,
  tags: [],
  language: null,
  spam: false,
  waitingSince: '2026-11-22T10:00:00.000Z',
  lastMessageAt: '2026-11-22T10:00:00.000Z',
  openedAt: '2026-11-22T10:00:00.000Z',
  solvedAt: null,
  snoozedUntil: null,
  snoozedBy: null,
  satisfactionRisk: false,
  gone: null,
  episode: 1,
  seq: 1,
  unread: false,
  rating: null,
  sla: null,
  ...change,
});
const looker: Looker = {
  me: 'me',
  teams: new Set(['first-line']),
  today: Date.parse('2026-11-22T00:00:00Z'),
};
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the queue', () => {
  it.each([
    ['open', { state: 'new' }, true],
    ['open', { state: 'pending' }, false],
    ['open', { state: 'open', spam: true }, false],
    ['mine', { state: 'hold', assigneeId: 'me' }, true],
    ['mine', { assigneeId: 'other' }, false],
    ['mine', { state: 'solved', assigneeId: 'me' }, false],
    ['unassigned', { assigneeId: null }, true],
    ['unassigned', { assigneeId: null, state: 'hold' }, false],
    ['at-risk', { sla: { target: 'resolution', dueAt: '', warned: true, breached: false } }, true],
    ['at-risk', { sla: { target: 'resolution', dueAt: '', warned: false, breached: false } }, false],
    ['at-risk', { state: 'solved', sla: { target: 'resolution', dueAt: '', warned: true, breached: true } }, false],
    ['solved', { state: 'closed' }, true],
    ['spam', { state: 'solved', spam: true }, true],
    ['all', { state: 'closed', spam: true }, true],
    ['all', { gone: 'merged' }, false],
    ['open', { gone: 'merged' }, false],
    ['spam', { spam: true, gone: 'trashed' }, false],
    ['my-teams', { teamId: 'first-line' }, true],
    ['my-teams', { teamId: 'billing' }, false],
    ['my-teams', { teamId: null }, false],
    ['snoozed', { snoozedUntil: '2026-11-22T15:00:00.000Z' }, true],
    ['snoozed', { snoozedUntil: null }, false],
    ['open', { snoozedUntil: '2026-11-22T15:00:00.000Z' }, false],
    ['mine', { assigneeId: 'me', snoozedUntil: '2026-11-22T15:00:00.000Z' }, false],
    [
      'at-risk',
      {
        snoozedUntil: '2026-11-22T15:00:00.000Z',
        sla: { target: 'resolution', dueAt: '', warned: true, breached: false },
      },
      false,
    ],
    ['solved-today', { state: 'solved', solvedAt: '2026-11-22T09:00:00.000Z' }, true],
    ['solved-today', { state: 'solved', solvedAt: '2026-11-21T23:00:00.000Z' }, false],
  ] as const)('%s holds %j: %s', (view, change, expected) => {
    expect(belongs(row('1', change as Partial<TicketRow>), view, looker)).toBe(expected);
  });

  it('by due time puts the nearest promise first and those without one last, longest waiting before', () => {
    const sla = (minute: number) => ({
      target: 'resolution' as const,
      dueAt: at(minute),
      warned: false,
      breached: false,
    });
    const rows = [
      row('idle', { waitingSince: null, lastMessageAt: at(50) }),
      row('late', { sla: sla(40), waitingSince: at(1) }),
      row('waits', { waitingSince: at(3) }),
      row('soon', { sla: sla(5), waitingSince: at(9) }),
    ];
    expect(rows.sort((a, b) => compareRows(a, b, 'due')).map((r) => r.id)).toEqual(['soon', 'late', 'waits', 'idle']);
  });

  it('puts the longest waiting first and those who do not wait last', () => {
    const rows = [
      row('a', { waitingSince: at(5) }),
      row('b', { waitingSince: null }),
      row('c', { waitingSince: at(1) }),
    ];
    expect(rows.sort((x, y) => compareRows(x, y, 'waiting')).map((r) => r.id)).toEqual(['c', 'a', 'b']);
  });

  it('by priority puts the most urgent first, within one the longest waiting', () => {
    const rows = [
      row('a', { priority: 1, waitingSince: at(1) }),
      row('b', { priority: 3, waitingSince: at(5) }),
      row('c', { priority: 3, waitingSince: at(3) }),
    ];
    expect(rows.sort((x, y) => compareRows(x, y, 'priority')).map((r) => r.id)).toEqual(['c', 'b', 'a']);
  });
});

describe('a changed row', () => {
  const first = [row('a', { waitingSince: at(1) }), row('b', { waitingSince: at(5) })];
  const pages: { items: TicketRow[]; next: string | null }[] = [{ items: first, next: 'more' }];
  const ids = (change: TicketRow, stays = true, from = pages) =>
    placeRow(from, change, stays, 'waiting').map((page) => page.items.map((r) => r.id).join(''));

  it('moves, leaves, and is left to the next page below the last loaded one', () => {
    expect(ids(row('c', { waitingSince: at(3) }))).toEqual(['acb']);
    expect(ids(row('b', { waitingSince: at(0) }))).toEqual(['ba']);
    expect(ids(row('a'), false)).toEqual(['b']);
    expect(ids(row('d', { waitingSince: at(9) }))).toEqual(['ab']);
  });

  it('finds its place over several pages and leaves the others as the very same objects', () => {
    const two = [
      { items: first, next: 'more' },
      { items: [row('e', { waitingSince: at(10) }), row('g', { waitingSince: at(20) })], next: null },
    ];
    expect(ids(row('f', { waitingSince: at(15) }), true, two)).toEqual(['ab', 'efg']);
    expect(ids(row('c', { waitingSince: at(7) }), true, two)).toEqual(['ab', 'ceg']);
    expect(ids(row('h', { waitingSince: at(30) }), true, two)).toEqual(['ab', 'egh']);
    expect(placeRow(two, row('f', { waitingSince: at(15) }), true, 'waiting')[0]).toBe(two[0]);
    expect(placeRow(two, row('x'), false, 'waiting')).toBe(two);
  });

  it('is not overtaken by an older one', () => {
    const newer = [{ items: [row('a', { seq: 7 })], next: null }];
    expect(placeRow(newer, row('a', { seq: 6 }), false, 'waiting')).toBe(newer);
  });
});
