// Cases as the desk keeps them: what is asked of it, and what is done about one.
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get, patch, post } from '../api/request.js';
import type { components } from '../api/schema.js';
import { takeAnswer, takeNews } from '../live/take-news.js';

export type Case = components['schemas']['CaseView'];
export type CasesPage = components['schemas']['CasesPage'];
export type CaseEnd = components['schemas']['CloseCaseRequest'];
export type CaseChange = components['schemas']['ChangeCaseRequest'];

export const CASE_VIEWS = ['open', 'due', 'mine', 'closed'] as const;
export type CaseListName = (typeof CASE_VIEWS)[number];
export const OUTCOMES = ['recovered', 'not-recovered', 'not-reachable', 'our-mistake'] as const;

export const caseCountsQuery = queryOptions({
  queryKey: ['cases', 'counts'],
  queryFn: () => get<components['schemas']['CaseCounts']>('/api/v1/cases/counts'),
});

export const ticketCasesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['cases', 'ticket', ticketId],
    queryFn: () => get<Case[]>(`/api/v1/tickets/${ticketId}/cases`),
  });

export const caseQuery = (id: string) =>
  queryOptions({ queryKey: ['cases', 'one', id], queryFn: () => get<Case>(`/api/v1/cases/${id}`) });

const renew = () => queryClient.invalidateQueries({ queryKey: ['cases'] });

/** What came back is shown at once; the lists follow. */
async function take(answer: Promise<Case>): Promise<Case> {
  const one = await answer;
  takeAnswer(caseQuery(one.id).queryKey, one);
  takeNews<Case[]>(ticketCasesQuery(one.ticket.id).queryKey, (known) =>
    known.map((each) => (each.id === one.id ? one : each)),
  );
  void renew();
  return one;
}

export const changeCase = (id: string, change: CaseChange) => take(patch<Case>(`/api/v1/cases/${id}`, change));
export const closeCase = (id: string, end: CaseEnd) => take(post<Case>(`/api/v1/cases/${id}/close`, end));
export const reopenCase = (id: string) => take(post<Case>(`/api/v1/cases/${id}/reopen`));
