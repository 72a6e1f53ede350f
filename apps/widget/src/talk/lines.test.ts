// Merging never loses, doubles or reorders a line, whatever arrives when.
import { describe, expect, test } from '@jest/globals';
import type { WidgetLine } from '@otklik/contract';
import { markRead, mergeLines, readMarkOf, unreadLines } from './lines.js';

const line = (id: string, seq: number, more: Partial<WidgetLine> = {}): WidgetLine => ({
  id,
  seq,
  ticketId: 't1',
  from: 'them',
  author: 'Anna',
  text: id,
  html: null,
  files: [],
  card: null,
  at: '2026-11-20T10:00:00Z',
  clientId: null,
  state: 'sent',
  deleted: false,
  ...more,
});
const card = (score: number | null, comment: string | null = null): WidgetLine['card'] => ({
  kind: 'survey',
  survey: 'csat',
  question: '?',
  scale: { min: 1, max: 5, labels: [] },
  invitationId: 'i',
  score,
  comment,
});
const ids = (lines: WidgetLine[]) => lines.map((one) => one.id).join(' ');

describe('merging lines', () => {
  test('sorts by the order of the desk, not of arrival', () => {
    expect(ids(mergeLines([line('c', 3)], [line('b', 2), line('a', 1)]))).toBe('a b c');
  });
  test('a line that comes twice, by socket and by catching up, stands once', () => {
    const once = mergeLines([], [line('a', 1), line('b', 2)]);
    expect(ids(mergeLines(once, [line('b', 2), line('c', 3), line('c', 3)]))).toBe('a b c');
  });
  test('a follow-up ticket comes after the closed one though its seqs start anew', () => {
    expect(ids(mergeLines([line('z', 9)], [line('n', 1, { ticketId: 't2' })]))).toBe('z n');
  });
  test('an edit replaces the words', () => {
    expect(mergeLines([line('a', 1)], [line('a', 1, { text: 'new' })])[0]!.text).toBe('new');
  });
  test('an old answer cannot unread, undelete or unrate', () => {
    const known = [line('a', 1, { state: 'read', deleted: true, card: card(5, 'good'), clientId: 'x' })];
    expect(mergeLines(known, [line('a', 1, { card: card(null) })])[0]).toMatchObject({
      state: 'read',
      deleted: true,
      clientId: 'x',
      card: { score: 5, comment: 'good' },
    });
  });
  test('a changed rating wins', () => {
    expect(mergeLines([line('a', 1, { card: card(2) })], [line('a', 1, { card: card(4) })])[0]!.card!.score).toBe(4);
  });
  test('any shuffle and repetition of the same lines ends in the same conversation', () => {
    const all = Array.from({ length: 40 }, (_, i) => line(`l${i}`, (i % 20) + 1, { ticketId: i < 20 ? 't1' : 't2' }));
    const expected = ids(mergeLines([], all));
    let seed = 7;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    for (let round = 0; round < 50; round++) {
      const shuffled = [...all, ...all].sort(() => random() - 0.5);
      let state: WidgetLine[] = [];
      while (shuffled.length > 0) state = mergeLines(state, shuffled.splice(0, 1 + Math.floor(random() * 7)));
      expect(ids(state)).toBe(expected);
    }
  });
});

describe('read marks', () => {
  const lines = [
    line('a', 1, { from: 'me' }),
    line('b', 2),
    line('c', 3, { from: 'me' }),
    line('d', 1, { ticketId: 't2' }),
  ];
  test('an agent read up to a seq', () => {
    expect(markRead(lines, 't1', 2).map((one) => one.state)).toEqual(['read', 'sent', 'sent', 'sent']);
  });
  test('what the visitor has not seen', () => {
    expect(ids(unreadLines(lines, null))).toBe('b d');
    expect(ids(unreadLines(lines, { ticketId: 't1', seq: 3 }))).toBe('d');
    expect(ids(unreadLines(lines, { ticketId: 't2', seq: 1 }))).toBe('');
  });
  test('the mark goes forward only', () => {
    expect(readMarkOf(lines, null)).toEqual({ ticketId: 't2', seq: 1 });
    expect(readMarkOf(lines.slice(0, 3), { ticketId: 't2', seq: 1 })).toEqual({ ticketId: 't2', seq: 1 });
    expect(readMarkOf([], null)).toBeNull();
  });
});
