// Why an action of a rule was not done, in words that say what to do about it.
import type { Say, Word } from '../../words/words.js';

/** Why something was not done, in words; a code that nobody foresaw as it is. */
export const whyWords = (code: string | undefined, say: Say): string =>
  code === undefined
    ? ''
    : code in WHY
      ? say(WHY[code] as Word)
      : code.startsWith('field-')
        ? say('rules.why.field-value')
        : say('rules.why.other', { code });

const WHY: Record<string, Word> = {
  'validation-failed': 'rules.why.gone',
  'not-found': 'rules.why.ticket-gone',
  'ticket-closed': 'rules.why.closed',
  'ticket-trashed': 'rules.why.ticket-gone',
  'ticket-merged': 'rules.why.ticket-gone',
  conflict: 'rules.why.conflict',
  internal: 'rules.why.internal',
  'as-it-was': 'rules.why.as-it-was',
  chain: 'rules.why.chain',
  'too-often': 'rules.why.too-often',
  'field-gone': 'rules.why.field-gone',
  'automatic-message': 'rules.why.automatic',
  'spoke-just-now': 'rules.why.spoke',
  'spoke-enough': 'rules.why.spoke-enough',
  spam: 'rules.why.spam',
  blocked: 'rules.why.blocked',
};
