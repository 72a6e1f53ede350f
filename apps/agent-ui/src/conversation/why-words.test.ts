// Which reasons are told without being asked for, and what is said of a code nobody knows.
import { describe, expect, it } from '@jest/globals';
import type { Say } from '../words/words.js';
import { isRemarkable, whyWords } from './why-words.js';

const say: Say = (word) => `«${word}»`;

describe('why a message is here', () => {
  it('is said in words, each code in its own', () => {
    expect(whyWords('known-message-id, participant', say)).toBe('«why.known-message-id»; «why.participant»');
    expect(whyWords('of-tomorrow', say)).toBe('of-tomorrow');
    expect(whyWords(null, say)).toBe('');
  });
  it('is told at once only when somebody would ask', () => {
    expect(isRemarkable('same-conversation')).toBe(false);
    expect(isRemarkable('signed-address')).toBe(false);
    expect(isRemarkable('signed-message-id, participant')).toBe(true);
    expect(isRemarkable('stranger-reply')).toBe(true);
    expect(isRemarkable(null)).toBe(false);
  });
});
