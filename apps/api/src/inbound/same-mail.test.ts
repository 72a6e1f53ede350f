// Which of two mails with one Message-ID are one mail.
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '@otklik/channels';
import { headOf, isSameMail, ownName } from './same-mail.js';

const AT = '2026-11-22T10:00:00.000Z';
const mail = (address: string, subject: string, at: string | null = AT) =>
  headOf({ at, mail: { from: { name: null, address }, subject } } as InboundEvent)!;
const known = mail('Anna@Mail.example', 'Order 7');

describe('a mail whose Message-ID is known', () => {
  it.each([
    ['sent again', mail('anna@mail.example', 'Order 7'), true],
    ['once directly and once through a list', mail('anna@mail.example', '[shop] Order 7'), true],
    ['without a date', mail('anna@mail.example', 'Order 7', null), true],
    ['from another person', mail('boris@mail.example', 'Order 7'), false],
    ['of another day', mail('anna@mail.example', 'Order 7', '2026-11-23T10:00:00.000Z'), false],
    ['about something else', mail('anna@mail.example', 'Order 8'), false],
  ])('%s', (_, head, same) => expect(isSameMail(known, head)).toBe(same));

  it('has a name of its own that stays the same', () => {
    const name = ownName('m1@form.example', mail('boris@mail.example', 'Order 7'));
    expect(name).toBe(ownName('m1@form.example', mail('boris@mail.example', 'Order 7')));
    expect(name).not.toBe(ownName('m1@form.example', mail('boris@mail.example', 'Order 8')));
    expect(name).toMatch(/^m1@form\.example#/);
  });

  it('a messenger’s message is known by its id alone', () => {
    expect(headOf({ mail: null, at: AT })).toBe(null);
    expect(isSameMail(known, null)).toBe(true);
  });
});
