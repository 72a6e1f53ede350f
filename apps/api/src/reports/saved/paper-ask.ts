// What a saved report asks, as its address says it: words that mean nothing any more are as if they were not there. Pure.
import { SURVEY_KINDS } from '@otklik/survey';
import { BROKEN_DOWN, CLOCKS, DIMENSIONS } from '../figures.js';
import { isDay } from '../report-period.js';
import { answersOf, type PaperAsk } from './make-report-file.js';
import { FEELINGS, FILED_TABS, STANDINGS } from './saved-reports.requests.js';
import type { SavedReport } from './saved-reports.store.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const GONE = [30, 60, 90, 180, 365];
const currencyOf = (word: string | undefined): string | null => (/^[A-Za-z]{3}$/.test(word ?? '') ? word! : null);

export function paperAskOf(
  workspaceId: string,
  { tab, period, search }: Pick<SavedReport, 'tab' | 'period' | 'search'>,
  locale: string,
): PaperAsk {
  const id = (name: string) => (UUID.test(search[name] ?? '') ? search[name]! : null);
  const day = (name: string) => (isDay(search[name] ?? '') ? search[name] : undefined);
  const one = <T extends string>(of: readonly T[], name: string, usual: T): T =>
    of.find((each) => each === search[name]) ?? usual;
  const whole = (name: string) => (/^\d{1,9}$/.test(search[name] ?? '') ? Number(search[name]) : null);
  const ofField = search.fieldValue?.split(':')[0];
  const field = id('field');
  const by = one(DIMENSIONS, 'by', 'agent');
  return {
    ...{ workspaceId, period, locale, tab: FILED_TABS.find((each) => each === tab) ?? 'overview' },
    ...{ from: day('from'), to: day('to'), clock: one(CLOCKS, 'clock', 'calendar') },
    ...{ channel: search.channel || null, teamId: id('teamId'), agentId: id('agentId') },
    ...{ connectionId: id('connectionId'), language: search.ticketLanguage || null, tag: whole('ticketTag') },
    ...{ priority: whole('priority'), fieldValue: UUID.test(ofField ?? '') ? search.fieldValue! : null },
    kind: SURVEY_KINDS.find((each) => each === search.kind) ?? null,
    ...{ gone: GONE.find((days) => String(days) === search.gone) ?? null, currency: currencyOf(search.currency) },
    // Of open answers the address says the tags and the language of the answers themselves.
    answers: answersOf({
      ...{ reason: search.reason, theme: search.theme, q: search.q, language: search.language },
      standing: STANDINGS.find((each) => each === search.standing),
      feeling: FEELINGS.find((each) => each === search.feeling),
      tag: whole('tag') ?? undefined,
    }),
    ...{ figure: one(BROKEN_DOWN, 'figure', 'first-response'), by: by === 'field' && !field ? 'agent' : by, field },
  };
}
