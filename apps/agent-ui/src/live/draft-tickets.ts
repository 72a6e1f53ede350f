// In which tickets one has begun to write: the mark in the list, and how many there are.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from '../api/request.js';
import { keepOnly, set } from './passing.js';

export const draftTicketsQuery = queryOptions({
  queryKey: ['draft-tickets'],
  queryFn: async () => (await get<{ ticketIds: string[] }>('/api/v1/drafts/tickets')).ticketIds,
  staleTime: 5 * 60_000,
});

/** Keeps the marks of the list true while it is on the screen; answers how many there are. */
export function useDraftTickets(): number {
  const tickets = useQuery(draftTicketsQuery).data;
  useEffect(() => {
    if (!tickets) return;
    keepOnly('draft', tickets);
    for (const ticketId of tickets) set('draft', ticketId, true);
  }, [tickets]);
  return tickets?.length ?? 0;
}
