// Which of two mails with one Message-ID are one mail.
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '@otklik/channels';
import { isSameMail, ownName } from './same-mail.js';

const AT = '2026-11-22T10:00:00.000Z';
const mail = (from: string, subject: string, at: string | null = AT) =>
  ({
    externalId: 'm1@form.example',
    at,
    sender: { id: from },
    mail: { from: { name: null, address: from }, subject },
  }) as InboundEvent;
const known = { from: { address: 'Anna@Mail.example' }, subject: 'Order 7', date: AT };

describe('a mail whose Message-ID is known', () => {
  it.each([
    ['sent again', mail('anna@mail.example', 'Order 7'), true],
    ['once directly and once through a list', mail('anna@mail.example', '[shop] Order 7'), true],
    ['without a date', mail('anna@mail.example', 'Order 7', null), true],
    ['from another person', mail('boris@mail.example', 'Order 7'), false],
    ['of another day', mail('anna@mail.example', 'Order 7', '2026-11-23T10:00:00.000Z'), false],
    ['about something else', mail('anna@mail.example', 'Order 8'), false],
  ])('%s', (_, event, same) => expect(isSameMail(known, event)).toBe(same));

  it('has a name of its own that stays the same', () => {
    const other = mail('boris@mail.example', 'Order 7');
    expect(ownName(other)).toBe(ownName(mail('boris@mail.example', 'Order 7')));
    expect(ownName(other)).not.toBe(ownName(mail('boris@mail.example', 'Order 8')));
    expect(ownName(other)).toMatch(/^m1@form\.example#/);
  });

  it('a messenger’s message is known by its id alone', () => {
    expect(isSameMail(null, { mail: null, at: AT })).toBe(true);
  });
});
