// In which tickets one has begun to write: the mark in the list.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';

export const draftTicketsQuery = queryOptions({
  queryKey: ['draft-tickets'],
  queryFn: async () => new Set((await get<{ ticketIds: string[] }>('/api/v1/drafts/tickets')).ticketIds),
  staleTime: 5 * 60_000,
});

/** Whether one has begun to write in this ticket. A row that is not asked about is not drawn again for it. */
export function useHasDraft(ticketId: string): boolean {
  return useQuery({ ...draftTicketsQuery, select: (tickets) => tickets.has(ticketId) }).data ?? false;
}
