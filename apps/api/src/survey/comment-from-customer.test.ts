// Which text after a rating is its comment.
import { expect, test } from '@jest/globals';
import { isComment } from './comment-from-customer.js';

const ratedAt = new Date('2026-11-22T10:00:00Z');
const rated = { messageId: 'card', ratedAt };
const at = (seconds: number) => new Date(ratedAt.getTime() + seconds * 1000);

test.each([
  [1, null, true],
  [599, null, true],
  [600, null, true],
  [601, null, false],
  [-30, null, true],
  [-90, null, false],
  [86_400, 'card', true],
  [86_400, 'another', false],
] as [number, string | null, boolean][])(
  '%i s after rating, in reply to %s: %s',
  (seconds, replyToMessageId, expected) => {
    expect(isComment({ at: at(seconds), replyToMessageId }, rated)).toBe(expected);
  },
);
