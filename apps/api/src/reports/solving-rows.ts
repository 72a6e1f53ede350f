// What the row of a solving says, as SQL: x is the row.
import { RELATIVE_ERROR, ZERO_BUCKET } from '@otklik/survey';
import { REOPEN_DAYS, type Spell } from './figures.js';

/** Reopened in the days that count; unknown where it was not reopened at all. Its index has the same words. */
export const REOPENED_IN_TIME = `x.reopened_at - x.solved_at <= interval '${REOPEN_DAYS} days'`;

/** One reply was enough. An episode after a reopening is never one-touch. */
export const ONE_TOUCH = `x.episode = 1 AND x.touches = 1 AND (${REOPENED_IN_TIME}) IS NOT TRUE`;

export const SPELL_SECONDS: Readonly<Record<Spell, string>> = {
  'requester-wait': 'x.requester_s',
  'agent-wait': 'x.agent_s',
};

/** The bucket of whole seconds, as bucketOf in libs/survey has it. */
export const spellBucket = (seconds: string): string =>
  `CASE WHEN ${seconds} = 0 THEN ${ZERO_BUCKET}
    ELSE ceil(ln(${seconds}::float8) / ln(${1 + RELATIVE_ERROR}::float8 / ${1 - RELATIVE_ERROR}::float8) - 1e-9::float8)::int END`;
