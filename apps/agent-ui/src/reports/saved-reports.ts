// Saved reports: what is kept of a page of the reports, and the address that shows it again.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { SavedReport } from '../api/shapes.js';
import { type PeriodName, periodDays, periodName } from './period.js';
import { filterQuery, filtersIn } from './report-filters.js';

export const savedReportsQuery = queryOptions({
  queryKey: ['saved-reports'],
  queryFn: () => get<SavedReport[]>('/api/v1/saved-reports'),
  staleTime: 60_000,
});

type Search = Record<string, string | undefined>;

/** What is kept: days that have a name move on with time, others stay. */
export function kept(search: Search, today: string): Pick<SavedReport, 'tab' | 'period' | 'search'> {
  const { tab = 'overview', saved: _, from, to, ...rest } = search;
  const name = periodName({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, today);
  const days = name === 'own' ? { from, to } : {};
  const words = Object.entries({ ...rest, ...days }).filter((one): one is [string, string] => !!one[1]);
  return { tab, period: name === 'own' ? null : name, search: Object.fromEntries(words) };
}

/** The address of a saved report, as of today. */
export function shownAgain({ id, tab, period, search }: SavedReport, today: string): Record<string, string> {
  const days = period ? periodDays(period as PeriodName, today) : {};
  return { ...(search as Record<string, string>), ...days, ...(tab === 'overview' ? {} : { tab }), saved: id };
}

const FILED = ['overview', 'satisfaction', 'breakdown', 'cards', 'load'];
/** Pages that are chosen from by words of their own. */
const OWN_WORDS = {
  answers: [
    ...[
      'from',
      'to',
      'channel',
      'teamId',
      'agentId',
      'kind',
      'standing',
      'feeling',
      'reason',
      'language',
      'tag',
      'theme',
      'q',
    ],
  ],
  loyalty: ['gone', 'currency'],
};

/** What is asked of the desk for a page of the reports as a file; null where there is none. */
export function fileQuery(search: Search, as: 'pdf' | 'xlsx' | 'csv', own: string | null): string | null {
  const { tab = 'overview' } = search;
  // What else stands in the address is of other pages.
  const only = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [name, search[name]]).filter((one): one is [string, string] => Boolean(one[1])),
    );
  // These two are for leads alone.
  if (!own && (tab === 'answers' || tab === 'loyalty'))
    return new URLSearchParams({ ...only(OWN_WORDS[tab]), tab, as }).toString();
  if (!FILED.includes(tab)) return null;
  const more = tab === 'breakdown' ? only(['figure', 'by', 'field']) : tab === 'satisfaction' ? only(['kind']) : {};
  return filterQuery({ ...filtersIn(search), ...(own ? { agentId: own } : {}) }, { tab, as, ...more });
}
