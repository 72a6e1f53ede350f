// Rules of the widget's cursor: it comes back as it went out, and nothing else is taken for one.
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../platform/errors.js';
import { cursorOf, firstName, placeOf } from './read-widget-lines.js';

const place = { ticketId: '0199c0de-0000-7000-8000-000000000001', seq: 17 };

describe('the widget’s cursor', () => {
  it('comes back as it went out', () => expect(placeOf(cursorOf(place))).toEqual(place));
  it.each(['', 'x', cursorOf({ ...place, seq: -1 }), Buffer.from("' OR 1=1").toString('base64url')])(
    'refuses %p',
    (cursor) => expect(() => placeOf(cursor)).toThrow(DomainError),
  );
});

describe('agents in the widget', () => {
  it.each([
    ['Мария Петрова', 'Мария'],
    [' Anna ', 'Anna'],
    ['', ''],
  ])('%p is known as %p', (name, first) => expect(firstName(name)).toBe(first));
});
