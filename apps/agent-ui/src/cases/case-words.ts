// A case in short words: how bad, until when, how it ended, what became of the second question.
import { NOT_ASKED_REASONS, type NotAskedReason, reasonWords } from '@otklik/survey';
import { listTime, weekdayTime } from '../words/moments.js';
import type { Say } from '../words/words.js';
import type { Case } from './cases.js';

const DAY = 86_400_000;

/** `late`: its time has come. */
export function dueWords(one: Case, now: number, say: Say, locale: string): { words: string; late: boolean } {
  const at = Date.parse(one.dueAt);
  const near = Math.abs(at - now) < 6 * DAY;
  const time = near ? weekdayTime(one.dueAt, locale) : listTime(one.dueAt, locale);
  return at <= now
    ? { words: say('case.was-due', { time }), late: true }
    : { words: say('case.due', { time }), late: false };
}

export const outcomeWords = (one: Case, say: Say): string =>
  one.outcome ? say(`case.outcome.${one.outcome}`) : say('case.open');

/** Null: there is no second question to speak of. */
export function againWords(one: Case, say: Say, locale: string): string | null {
  if (one.againScore !== null) return say('case.again-answered', { score: one.againScore, max: one.scaleMax });
  if (one.again === 'not-asked') {
    const code = one.againReason ?? '';
    const known = (NOT_ASKED_REASONS as readonly string[]).includes(code);
    return say('case.again-not', { reason: known ? reasonWords(code as NotAskedReason, locale) : code });
  }
  return one.again ? say(one.again === 'asked' ? 'case.again-asked' : 'case.again-soon') : null;
}
