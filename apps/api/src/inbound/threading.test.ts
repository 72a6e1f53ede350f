// Rules of threading: proof, participants, strangers, forgers, other matters; and where a split leads.
import { describe, expect, it } from '@jest/globals';
import { decide, type Evidence, followSplit } from './threading.js';

const parties = { contactId: 'anna', addresses: new Set(['anna@a.example', 'boss@a.example']) };
const proof = (kind: Evidence['kind']): Evidence => ({ kind, ticketId: 't1' });
const anna = { contactId: 'anna', address: 'anna@home.example', forged: false };
const boss = { contactId: 'boss', address: 'boss@a.example', forged: false };
const stranger = { contactId: 'eve', address: 'eve@b.example', forged: false };
const forger = { ...anna, forged: true };

describe('decide', () => {
  it.each([
    ['nothing to go by', null, anna, true, null, null, null],
    ['a signed address, the contact', proof('signed-address'), anna, true, 't1', null, 'signed-address'],
    ['a signed Message-ID, the contact', proof('signed-message-id'), anna, true, 't1', null, 'signed-message-id'],
    ['a known Message-ID, the contact', proof('known-message-id'), anna, true, 't1', null, 'known-message-id'],
    [
      'a signed address, somebody in copy',
      proof('signed-address'),
      boss,
      true,
      't1',
      null,
      'signed-address, participant',
    ],
    [
      'a known Message-ID, somebody in copy',
      proof('known-message-id'),
      boss,
      true,
      't1',
      null,
      'known-message-id, participant',
    ],
    ['a known Message-ID, a stranger', proof('known-message-id'), stranger, true, null, 't1', 'unproven-reply'],
    ['a signed address, a stranger', proof('signed-address'), stranger, true, null, 't1', 'stranger-reply'],
    ['a signed Message-ID, a stranger', proof('signed-message-id'), stranger, true, null, 't1', 'stranger-reply'],
    ['another subject, unsigned', proof('known-message-id'), anna, false, null, 't1', 'subject-changed'],
    ['another subject, signed', proof('signed-message-id'), anna, false, 't1', null, 'signed-message-id'],
    ['a forged sender, unsigned', proof('known-message-id'), forger, true, null, null, 'forged-sender'],
    ['a forged sender who holds our address', proof('signed-address'), forger, true, 't1', null, 'signed-address'],
  ])('%s', (_, evidence, sender, sameSubject, ticketId, follows, why) => {
    expect(decide(evidence, parties, sender, sameSubject)).toEqual({ ticketId, follows, why });
  });

  it('believes no evidence for a ticket that is not there', () => {
    expect(decide(proof('signed-address'), null, anna, true)).toEqual({ ticketId: null, follows: null, why: null });
  });
});

describe('followSplit', () => {
  const at = (minute: number) => new Date(2026, 0, 1, 12, minute);
  const splits = [{ ticketId: 'new', at: at(30) }];
  it.each([
    ['nothing was moved', [{ ticketId: 'old', at: at(1) }], 'old'],
    ['it answers a moved message', [{ ticketId: 'new', at: at(5) }], 'new'],
    [
      'an older answer of ours, a moved message behind it',
      [
        { ticketId: 'old', at: at(9) },
        { ticketId: 'new', at: at(5) },
      ],
      'new',
    ],
    [
      'words written in the old ticket after the split',
      [
        { ticketId: 'old', at: at(40) },
        { ticketId: 'new', at: at(5) },
      ],
      'old',
    ],
    ['messages of others', [{ ticketId: 'else', at: at(5) }], 'old'],
  ])('%s', (_, named, ticketId) => expect(followSplit('old', named, splits)).toBe(ticketId));
});
