// The queue's rules: what stands in a view, in which order, and where a changed row goes.
import { describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { belongs, compareRows, placeRow } from './views.js';

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
  episode: 1,
  seq: 1,
  unread: false,
  rating: null,
  sla: null,
  ...change,
});
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
  ] as const)('%s holds %j: %s', (view, change, expected) => {
    expect(belongs(row('1', change as Partial<TicketRow>), view, 'me')).toBe(expected);
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

  it('moves a changed row, takes out one that left, and leaves one below the loaded page to the next page', () => {
    const pages = [{ items: [row('a', { waitingSince: at(1) }), row('b', { waitingSince: at(5) })], next: 'more' }];
    const ids = (change: TicketRow) => placeRow(pages, change, 'open', 'waiting', 'me')[0]?.items.map((r) => r.id);
    expect(ids(row('c', { waitingSince: at(3) }))).toEqual(['a', 'c', 'b']);
    expect(ids(row('b', { waitingSince: at(0) }))).toEqual(['b', 'a']);
    expect(ids(row('a', { state: 'solved' }))).toEqual(['b']);
    expect(ids(row('d', { waitingSince: at(9) }))).toEqual(['a', 'b']);
  });
});
