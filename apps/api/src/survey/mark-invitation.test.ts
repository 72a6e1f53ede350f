// How far an invitation has come, mark by mark.
import { expect, test } from '@jest/globals';
import type { InvitationState } from './invitation.store.js';
import { nextState } from './mark-invitation.js';

const early = new Date('2026-11-01T10:00:00Z');
const late = new Date('2026-11-01T10:05:00Z');

test.each([
  ['posted', 'sent', 'sent'],
  ['posted', 'kept', 'kept'],
  ['posted', 'failed', 'failed'],
  ['posted', 'unknown', 'unknown'],
  ['kept', 'sent', 'sent'],
  ['unknown', 'sent', 'sent'],
  ['failed', 'sent', 'sent'],
  ['posted', 'sent', 'sent'],
  ['sent', 'unknown', null],
  ['sent', 'kept', null],
  ['sent', 'sent', null],
  ['sent', 'failed', 'failed'],
  ['cancelled', 'sent', null],
  ['scheduled', 'failed', null],
] as [InvitationState, 'sent' | 'kept' | 'failed' | 'unknown', string | null][])(
  '%s, marked %s: %s',
  (from, mark, to) => {
    const sentAt = from === 'sent' ? early : null;
    expect(nextState({ state: from, sentAt, answeredAt: null }, mark, late)).toBe(to);
  },
);

test('an answered invitation has arrived, whatever a late bounce says; an old failure does not undo a resend', () => {
  expect(nextState({ state: 'sent', sentAt: early, answeredAt: early }, 'failed', late)).toBeNull();
  expect(nextState({ state: 'sent', sentAt: late, answeredAt: null }, 'failed', early)).toBeNull();
});
