// Macros as the composer offers them: what the screens ask.
import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../api/request.js';
import type { TicketAction } from './drafts.js';

export interface Macro {
  id: string;
  name: string;
  scope: 'personal' | 'team' | 'shared';
  agentId: string | null;
  teamId: string | null;
  text: string;
  html: string;
  variants: Record<string, { text: string; html: string }>;
  actions: TicketAction[];
  updatedAt: string;
  uses: number | null;
}

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: () => get<Macro[]>('/api/v1/macros'),
  staleTime: 60_000,
});

export interface Rendered {
  text: string;
  html: string;
  actions: TicketAction[];
  missing: string[];
}

export const renderMacro = (id: string, ticketId: string) =>
  post<Rendered>(`/api/v1/macros/${id}/render`, { ticketId });
