// What a row says, by what is known of its ticket.
import { describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import i18next from 'i18next';
import { en } from '../words/en.js';
import { contactName, type Reading, readRow } from './ticket-row.js';

await i18next.init({
  ...{ lng: 'en', keySeparator: false, nsSeparator: false, resources: { en: { translation: en } } },
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
});
const NOW = Date.parse('2026-11-22T12:00:00Z');
const reading = (change: Partial<Reading> = {}): Reading => ({
  names: { agent: (id) => `Agent ${id}`, team: (id) => `Team ${id}` },
  ...{ open: false, locale: 'en', now: NOW, draft: false, typing: false, present: [], ...change },
});
const row = (change: Partial<TicketRow> = {}) =>
  ({
    ...{ id: 't', channel: 'chat', state: 'open', priority: 1, spam: false, unread: true },
    contact: { id: 'p', name: 'Maria', address: 'maria@customer.example' },
    ...{ subject: 'A kettle', preview: 'It leaks', rating: null, assigneeId: null, snoozedUntil: null, sla: null },
    ...{ waitingSince: '2026-11-22T11:48:00Z', lastMessageAt: '2026-11-21T09:00:00Z', ...change },
  }) as TicketRow;
const read = (change: Partial<TicketRow> = {}, by: Partial<Reading> = {}) => readRow(row(change), reading(by));

describe('a row of the queue', () => {
  it('tells of an open ticket that may end badly, never of a solved one', () => {
    expect(read({ satisfactionRisk: true }).risk).toBe(en['row.satisfaction-risk']);
    expect(read({ satisfactionRisk: true, state: 'solved' }).risk).toBeNull();
    expect(read({ satisfactionRisk: false }).risk).toBeNull();
  });

  it('says who, about what, and how long they wait, for the eye in short and for the ear in full', () => {
    expect(read()).toMatchObject({
      ...{ name: 'Maria', unread: true, subject: 'A kettle', preview: ' · It leaks', priority: null },
      ...{ waiting: { text: '12 min', words: 'waiting 12 min', age: 1 }, time: null, asleep: null, faces: [] },
    });
  });

  it('says when something was last said where nobody waits, and until when it sleeps where it sleeps', () => {
    expect(read({ waitingSince: null })).toMatchObject({ waiting: null, time: { text: '21 Nov' } });
    const sla = { target: 'resolution', dueAt: '2026-11-22T12:05:00Z', warned: false, breached: false } as const;
    const asleep = read({ snoozedUntil: '2027-03-01T08:00:00Z', sla });
    expect(asleep).toMatchObject({ waiting: null, time: null, due: null, asleep: { text: '1 Mar 2027' } });
  });

  it('says a promise by its number, past the instant with a minus, and in words to those who listen', () => {
    const due = (warned: boolean, dueAt: string) =>
      read({ sla: { target: 'first-response', dueAt, warned, breached: false } }).due;
    expect(due(false, '2026-11-22T14:00:00Z')).toEqual({ tone: 'quiet', text: '2 hr', words: 'due in 2 hr' });
    expect(due(true, '2026-11-22T12:05:00Z')).toEqual({ tone: 'soon', text: '5 min', words: 'due in 5 min' });
    expect(due(true, '2026-11-22T11:55:00Z')).toEqual({
      ...{ tone: 'overdue', text: '\u22125 min', words: 'overdue 5 min' },
    });
    expect(due(true, '2026-11-22T12:00:20Z')).toMatchObject({ tone: 'soon', text: 'due now' });
  });

  it('is read once it is open, and once nothing is left to do', () => {
    expect(read({}, { open: true }).unread).toBe(false);
    expect(read({ state: 'solved' }).unread).toBe(false);
    expect(read({}, { draft: true }).draft).toBe(true);
    expect(read({}, { draft: true, open: true }).draft).toBe(false);
  });

  it('shows two who are in it now and whose it is, nobody twice', () => {
    const faces = read({ assigneeId: 'd' }, { present: ['a', 'b', 'c'] }).faces;
    expect(faces.map(({ id, here }) => [id, here])).toEqual([
      ['a', true],
      ['b', true],
      ['d', false],
    ]);
    expect(faces.map(({ hint }) => hint)).toEqual([
      'Agent a is in it now',
      'Agent b is in it now',
      'Assigned to Agent d',
    ]);
    expect(read({ assigneeId: 'a' }, { present: ['a'] }).faces).toHaveLength(1);
  });

  it('calls a visitor without a name by the end of their id', () => {
    const visitor = { name: null, address: '0190b4f2-1111-7222-8333-44445555abcd' };
    expect(contactName(visitor)).toContain('abcd');
    expect(contactName({ name: null, address: 'maria@customer.example' })).toBe('maria@customer.example');
  });
});
