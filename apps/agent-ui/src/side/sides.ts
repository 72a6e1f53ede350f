// The conversations beside a ticket: which there are, which one is open on this screen, and how they are begun and closed.
import type { MessageItem } from '@otklik/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { Side } from '../api/shapes.js';
import { takeNews } from '../live/take-news.js';
import { tellRefusal } from '../shell/notices.js';

/** What stands beside the conversation. `quote`: the message somebody else is asked about. */
export type Aside = { at: 'list' } | { at: 'one'; id: string } | { at: 'new'; quote: MessageItem | null };

let open: { ticketId: string; aside: Aside } | null = null;
const listeners = new Set<() => void>();

export function openAside(ticketId: string, aside: Aside | null): void {
  open = aside && { ticketId, aside };
  for (const listener of listeners) listener();
}

export function useAside(ticketId: string): Aside | null {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
  return now?.ticketId === ticketId ? now.aside : null;
}

/** Open: back to what was there; else the one there is, the list, or a new one. */
export function toggleAside(ticketId: string): void {
  const sides = queryClient.getQueryData(sidesQuery(ticketId).queryKey);
  const shown: Aside = sides?.length === 0 ? { at: 'new', quote: null } : { at: 'list' };
  openAside(ticketId, open?.ticketId === ticketId ? null : shown);
}

export const sidesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['sides', ticketId],
    queryFn: () => get<Side[]>(`/api/v1/tickets/${ticketId}/sides`),
  });

export const useSides = (ticketId: string, enabled = true): Side[] =>
  useQuery({ ...sidesQuery(ticketId), enabled }).data ?? [];

export const sideName = ({ contact }: Pick<Side, 'contact'>): string => contact.name || contact.address;

export const renewSides = (ticketId: string) => queryClient.invalidateQueries({ queryKey: ['sides', ticketId] });

/** Shown at once, and as it was if the desk refuses. */
export async function setClosed(ticketId: string, sideId: string, closed: boolean): Promise<void> {
  const { queryKey } = sidesQuery(ticketId);
  takeNews<Side[]>(queryKey, (known) =>
    known.map((one): Side => (one.id === sideId ? { ...one, state: closed ? 'closed' : 'answered' } : one)),
  );
  try {
    await post(`/api/v1/sides/${sideId}/state`, { state: closed ? 'closed' : 'open' });
  } catch (error) {
    tellRefusal(error);
  }
  await renewSides(ticketId);
}

export async function markSideSeen(ticketId: string, sideId: string): Promise<void> {
  takeNews<Side[]>(sidesQuery(ticketId).queryKey, (known) =>
    known.map((one): Side => (one.id === sideId ? { ...one, unread: false } : one)),
  );
  // Nobody has to hear that it could not be noted: the mark comes back with the next look.
  await post(`/api/v1/sides/${sideId}/seen`).catch(() => undefined);
}
