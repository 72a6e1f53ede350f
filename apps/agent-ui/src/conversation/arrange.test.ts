// What stands on the screen for a conversation, and how its lines merge and are asked for again.
import { describe, expect, it } from '@jest/globals';
import type { EventItem, MessageItem } from '@otklik/contract';
import { arrange, inOrder } from './arrange.js';
import { fromEdge, lastSeq, mergeItems } from './merge-items.js';

const message = (seq: number, change: Partial<MessageItem> = {}): MessageItem => ({
  type: 'message',
  id: `m${seq}`,
  seq,
  kind: 'customer',
  state: 'received',
  agentId: null,
  contactId: 'c',
  text: '',
  html: null,
  quoted: null,
  files: [],
  card: null,
  mail: null,
  why: null,
  at: `2026-11-22T10:0${seq}:00.000Z`,
  undoUntil: null,
  remedy: null,
  editedAt: null,
  deletedAt: null,
  reactions: [],
  versions: [],
  template: null,
  ...change,
});
const event = (seq: number, name: string, payload = {}): EventItem => ({
  type: 'event',
  id: `e${seq}`,
  seq,
  event: name,
  at: `2026-11-22T10:0${seq}:00.000Z`,
  payload,
});
it('what came with another ticket stands where it was said, everything else as it came', () => {
  const late = message(3, { at: '2026-11-22T10:00:00.000Z' });
  const brought = message(5, { why: 'merged', at: '2026-11-22T10:01:30.000Z' });
  const order = inOrder([message(1), message(2), late, event(4, 'ticket.merged-in'), brought]);
  expect(order.map((item) => item.seq)).toEqual([1, 5, 2, 3, 4]);
});

const shape = (items: Parameters<typeof arrange>[0], seen: string | null = null) =>
  arrange(items, seen).map((block) => (block.type === 'message' ? (block.joined ? 'joined' : 'message') : block.type));

describe('arranging a conversation', () => {
  it('marks days, joins what one person wrote in a row, folds events together', () => {
    const items = [
      message(1),
      message(2),
      event(3, 'ticket.assigned'),
      event(4, 'ticket.prioritised'),
      message(5, { at: '2026-11-24T10:00:00Z' }),
    ];
    expect(shape(items)).toEqual(['day', 'message', 'joined', 'events', 'day', 'message']);
  });
  it('leaves out facts that the lines already show', () => {
    expect(
      shape([
        message(1),
        event(2, 'message.received'),
        event(3, 'ticket.state-changed', { from: 'open', to: 'solved' }),
      ]),
    ).toEqual(['day', 'message']);
  });
  it('leaves out undone replies', () => {
    expect(shape([message(1), message(2, { kind: 'agent', state: 'undone' })])).toEqual(['day', 'message']);
  });
  it('draws the new line once, before the first unseen words of the customer', () => {
    const items = [message(1), message(2), message(3)];
    expect(shape(items, '2026-11-22T10:01:00.000Z')).toEqual(['day', 'message', 'new', 'message', 'joined']);
    expect(shape(items, '2026-11-22T10:03:00.000Z')).toEqual(['day', 'message', 'joined', 'joined']);
  });
});

describe('merging a conversation', () => {
  it('replaces by id, orders by seq', () => {
    const merged = mergeItems([message(1), message(3)], [message(2), message(3, { text: 'changed' })]);
    expect(merged.map((item) => item.id)).toEqual(['m1', 'm2', 'm3']);
    expect(merged[2]).toMatchObject({ text: 'changed' });
  });
  it('leaves out an old line whose neighbours are not here yet', () => {
    expect(fromEdge([message(2), message(40), message(41)], 39).map((item) => item.seq)).toEqual([40, 41]);
    expect(fromEdge([message(2)], null)).toHaveLength(1);
  });
  it('knows after which line to ask again', () => {
    expect(lastSeq([message(1), message(7)])).toBe(7);
    expect(lastSeq([])).toBe(0);
  });
});
