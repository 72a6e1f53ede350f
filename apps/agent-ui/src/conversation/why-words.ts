// Why a message stands in this ticket, in words: the codes of the desk's threading, joined by commas.
import type { Say, Word } from '../words/words.js';

const WORDS: Record<string, Word> = {
  'new-conversation': 'why.new-conversation',
  'same-conversation': 'why.same-conversation',
  'follow-up': 'why.follow-up',
  'signed-address': 'why.signed-address',
  'signed-message-id': 'why.signed-message-id',
  'known-message-id': 'why.known-message-id',
  participant: 'why.participant',
  'stranger-reply': 'why.stranger-reply',
  'unproven-reply': 'why.unproven-reply',
  'subject-changed': 'why.subject-changed',
  'forged-sender': 'why.forged-sender',
  'survey-comment': 'why.survey-comment',
  split: 'why.split',
  merged: 'why.merged',
  forwarded: 'why.forwarded',
};
/** What nobody asks about; the rest is worth a line of its own. */
const ORDINARY = new Set([
  'new-conversation',
  'same-conversation',
  'signed-address',
  'signed-message-id',
  'known-message-id',
  // Said by the line that tells of the merge.
  'merged',
]);

const codesOf = (why: string | null) => (why ?? '').split(', ').filter(Boolean);

/** A code that is not known yet is shown as it is: better than silence. */
export const whyWords = (why: string | null, say: Say): string =>
  codesOf(why)
    .map((code) => {
      const word = WORDS[code];
      return word ? say(word) : code;
    })
    .join('; ');

export const isRemarkable = (why: string | null): boolean => codesOf(why).some((code) => !ORDINARY.has(code));
