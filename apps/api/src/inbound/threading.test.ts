// Rules of threading: proof, participants, strangers.
import { describe, expect, it } from '@jest/globals';
import { decide, type Evidence } from './threading.js';

const parties = { contactId: 'anna', addresses: new Set(['anna@a.example', 'boss@a.example']) };
const proof = (kind: Evidence['kind']): Evidence => ({ kind, ticketId: 't1' });
const anna = { contactId: 'anna', address: 'anna@home.example' };
const boss = { contactId: 'boss', address: 'boss@a.example' };
const stranger = { contactId: 'eve', address: 'eve@b.example' };

describe('decide', () => {
  it.each([
    ['nothing to go by', null, anna, null, null, null],
    ['a signed address, the contact', proof('signed-address'), anna, 't1', null, 'signed-address'],
    ['a signed Message-ID, the contact', proof('signed-message-id'), anna, 't1', null, 'signed-message-id'],
    ['a known Message-ID, the contact', proof('known-message-id'), anna, 't1', null, 'known-message-id'],
    ['a signed address, somebody in copy', proof('signed-address'), boss, 't1', null, 'signed-address, participant'],
    ['a known Message-ID, somebody else', proof('known-message-id'), boss, null, null, 'unproven-reply'],
    ['a signed address, a stranger', proof('signed-address'), stranger, null, 't1', 'stranger-reply'],
    ['a signed Message-ID, a stranger', proof('signed-message-id'), stranger, null, 't1', 'stranger-reply'],
  ])('%s', (_, evidence, sender, ticketId, follows, why) => {
    expect(decide(evidence, parties, sender)).toEqual({ ticketId, follows, why });
  });

  it('believes no evidence for a ticket that is not there', () => {
    expect(decide(proof('signed-address'), null, anna)).toEqual({ ticketId: null, follows: null, why: null });
  });
});
