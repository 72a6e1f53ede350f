// What the search asks of the desk: pages of results, and the few suggestions of the palette.
import type { TicketRow } from '@otklik/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { FoundTicket, SearchResults, SearchSuggestions } from '../api/shapes.js';
import type { View } from '../tickets/views.js';
import { isActive } from '../tickets/views.js';
import { worthAsking } from './typed-query.js';

const PAGE = 25;

export const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ q, limit: String(PAGE) });
      if (pageParam) query.set('cursor', pageParam);
      return get<SearchResults>(`/api/v1/search?${query}`, signal);
    },
    initialPageParam: '' as string,
    getNextPageParam: (page: SearchResults) => page.next ?? undefined,
    enabled: worthAsking(q),
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    retry: false,
  });

/** For the palette: the newest few of the same. */
export const firstFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q, 'first'],
    queryFn: ({ signal }) => get<SearchResults>(`/api/v1/search?${new URLSearchParams({ q, limit: '6' })}`, signal),
    enabled: worthAsking(q) && q.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const suggestQuery = (q: string) =>
  queryOptions({
    queryKey: ['suggest', q],
    queryFn: ({ signal }) =>
      get<SearchSuggestions>(`/api/v1/search/suggest?${new URLSearchParams({ q: q.slice(0, 200) })}`, signal),
    enabled: worthAsking(q),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** In which view a found ticket is opened. */
export const viewOf = (row: TicketRow): View => (row.spam ? 'spam' : isActive(row) ? 'open' : 'solved');

/** Every ticket once: one that was written to between two pages stands on both. */
export function eachOnce(pages: SearchResults[]): FoundTicket[] {
  const seen = new Set<string>();
  return pages.flatMap((page) => page.items).filter((item) => !seen.has(item.ticket.id) && seen.add(item.ticket.id));
}

/** Addresses that say something to a person: those of mail, and phone numbers; a visitor's or a messenger's own is only a key. */
export const readable = (person: { kind: string; address: string }): boolean =>
  person.kind === 'email' || /^\+\d+$/.test(person.address);
