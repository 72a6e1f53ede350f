// What is asked of open answers, as it stands in the address.
import type { Filters } from './report-filters.js';

export const CHOICES = ['kind', 'standing', 'reason', 'language', 'feeling', 'tag', 'theme', 'q'] as const;
export type ChoiceName = (typeof CHOICES)[number];
export type AnswerSearch = Filters & { [Name in ChoiceName]?: string | undefined };

const DAYS_AND_WHOSE = ['from', 'to', 'channel', 'teamId', 'agentId'] as const;

export function answerQuery(search: AnswerSearch, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of [...DAYS_AND_WHOSE, ...CHOICES]) {
    const value = search[name];
    if (value) query.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}

/** Nothing of it chosen any more. */
export const NO_CHOICE: { [Name in ChoiceName]: undefined } = {
  ...{ kind: undefined, standing: undefined, reason: undefined, language: undefined },
  ...{ feeling: undefined, tag: undefined, theme: undefined, q: undefined },
};
