// Which orders make sense.
import { describe, expect, it } from '@jest/globals';
import { checkTicketActions, MOST_ACTIONS, type TicketAction } from './ticket-action.js';

const ID = '0190a0b0-0000-7000-8000-000000000001';

describe('an order', () => {
  it.each<[TicketAction]>([
    [{ do: 'assign', agentId: ID }],
    [{ do: 'assign', teamId: null }],
    [{ do: 'state', state: 'solved' }],
    [{ do: 'priority', priority: 0 }],
    [{ do: 'add-tags', names: ['новый'] }],
    [{ do: 'snooze', until: '2026-11-23T09:00:00.000Z' }],
    [{ do: 'snooze', until: null }],
    [{ do: 'snooze', seconds: 7200 }],
    [{ do: 'snooze', day: 'monday', time: '09:00' }],
    [{ do: 'set-fields', values: { plan: 'gold', seats: 3, vip: true, kinds: ['a'], note: null } }],
    [{ do: 'spam', spam: true }],
    [{ do: 'note', text: 'Seen.' }],
    [{ do: 'reply', text: 'Sent.', html: null }],
  ])('%j makes sense', (action) => expect(checkTicketActions([action])).toEqual([]));

  it.each<[string, unknown]>([
    ['nobody and no team', { do: 'assign' }],
    ['no id', { do: 'assign', agentId: 'me' }],
    ['a state that is not chosen', { do: 'state', state: 'closed' }],
    ['a priority there is not', { do: 'priority', priority: 4 }],
    ['no names', { do: 'add-tags', names: [] }],
    ['a name of blanks', { do: 'remove-tags', names: [' '] }],
    ['a time in words', { do: 'snooze', until: 'tomorrow' }],
    ['a snooze of both kinds', { do: 'snooze', until: null, seconds: 60 }],
    ['a snooze of nothing', { do: 'snooze' }],
    ['a moment too short', { do: 'snooze', seconds: 5 }],
    ['a day without its time', { do: 'snooze', day: 'monday' }],
    ['a day there is not', { do: 'snooze', day: 'someday', time: '09:00' }],
    ['a time there is not', { do: 'snooze', day: 'monday', time: '9:00' }],
    ['no fields', { do: 'set-fields', values: {} }],
    ['fields in a list', { do: 'set-fields', values: ['plan'] }],
    ['a field by no key', { do: 'set-fields', values: { 'a b': 1 } }],
    ['a value in a value', { do: 'set-fields', values: { plan: {} } }],
    ['no words', { do: 'note', text: ' ' }],
    ['something else besides', { do: 'spam', spam: true, until: null }],
    ['what every object has', { do: 'constructor' }],
    ['nothing', null],
  ])('%s does not', (_, action) => {
    expect(checkTicketActions([{ do: 'spam', spam: true }, action])).toEqual(['actions.1']);
  });

  it('of nothing, or of too much, is none', () => {
    expect(checkTicketActions([])).toEqual(['actions']);
    expect(checkTicketActions(Array(MOST_ACTIONS + 1).fill({ do: 'spam', spam: true }))).toEqual(['actions']);
    expect(checkTicketActions({ do: 'spam', spam: true }, 'then')).toEqual(['then']);
  });
});
