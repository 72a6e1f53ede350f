// What a new version of an answer takes over from the last, and which invitations may be answered.
import { expect, test } from '@jest/globals';
import type { Answer } from './answer.store.js';
import type { AskedScale, Invitation, InvitationState } from './invitation.store.js';
import { cleanComment, fitting, type GivenAnswer, nextAnswer, openInvitation } from './record-answer.js';

const at = new Date('2026-11-22T10:00:00Z');
const before: Answer = { version: 2, score: 4, reasons: ['fast'], more: { a: 3 }, comment: 'ok', source: 'page', at };
const given = (more: Partial<GivenAnswer>): GivenAnswer => ({
  workspaceId: 'w',
  invitationId: 'i',
  score: 5,
  source: 'page',
  ...more,
});

test('a new score keeps the words; new words replace them; empty words take them back', () => {
  expect(nextAnswer(null, given({}), at)).toMatchObject({ version: 1, score: 5, comment: null, reasons: [] });
  expect(nextAnswer(before, given({}), at)).toMatchObject({ version: 3, score: 5, comment: 'ok', reasons: ['fast'] });
  expect(nextAnswer(before, given({ comment: ' more\r\nlines ' }), at).comment).toBe('more\nlines');
  expect(nextAnswer(before, given({ comment: '  ' }), at).comment).toBeNull();
});

test('only what was asked is kept: reasons that suit the score, scores on the scales of questions that were there', () => {
  const asked: AskedScale = {
    kind: 'csat',
    min: 1,
    max: 5,
    question: 'How?',
    more: [{ id: 'a', kind: 'nps', min: 0, max: 10, look: 'numbers', question: 'And?' }],
    reasons: [
      { id: 'slow', on: ['low', 'middle'], label: 'Slow' },
      { id: 'kind', on: ['good'], label: 'Kind' },
    ],
  };
  const said = nextAnswer(before, given({ score: 1, reasons: ['kind', 'slow', 'other'], more: { a: 0, b: 5 } }), at);
  expect(fitting(asked, said)).toMatchObject({ reasons: ['slow'], more: { a: 0 } });
  expect(fitting(asked, { ...said, more: { a: 11 } }).more).toEqual({});
  // The score turns good: the reason of a bad one is none any more.
  expect(fitting(asked, nextAnswer({ ...said, reasons: ['slow'] }, given({ score: 5 }), at)).reasons).toEqual([]);
});

test('a comment is cleaned, and not cut: a messenger takes longer ones than the page', () => {
  expect(cleanComment('a\0b')).toBe('ab');
  expect(cleanComment('x'.repeat(4096))).toHaveLength(4096);
});

const invitation = (state: InvitationState, expiresAt = new Date('2026-12-01')) => ({ state, expiresAt }) as Invitation;
test.each(['posted', 'sent', 'kept', 'failed', 'unknown'] as InvitationState[])('%s may be answered', (state) => {
  expect(openInvitation(invitation(state), at).state).toBe(state);
});
test.each(['scheduled', 'cancelled'] as InvitationState[])('%s never went out: no link to it can be right', (state) => {
  expect(() => openInvitation(invitation(state), at)).toThrow('link-wrong');
});
test('an expired one is told apart', () => {
  expect(() => openInvitation(invitation('sent', at), at)).toThrow('link-expired');
  expect(() => openInvitation(null, at)).toThrow('link-wrong');
});
