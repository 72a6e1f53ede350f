// Replies of one ticket that go out later: what the screens ask, and when they ask again.
import type { FileItem } from '@otklik/contract';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get } from '../api/request.js';
import type { TicketAction } from './drafts.js';

export interface Scheduled {
  id: string;
  agentId: string;
  text: string;
  html: string | null;
  files: FileItem[];
  thenState: 'pending' | 'hold' | 'solved' | null;
  cc?: string[];
  bcc?: string[];
  actions: TicketAction[];
  state: 'waiting' | 'paused';
  why: 'customer-wrote' | 'ticket-closed' | 'reply-window-over' | 'failed' | null;
  dueAt: string;
}

export const scheduledQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['scheduled', ticketId],
    queryFn: () => get<Scheduled[]>(`/api/v1/tickets/${ticketId}/scheduled`),
    staleTime: 60_000,
  });

export const scheduledChanged = (ticketId: string) =>
  void queryClient.invalidateQueries({ queryKey: ['scheduled', ticketId] });

export interface Moment {
  word: 'schedule.today' | 'schedule.tomorrow' | 'schedule.monday';
  at: Date;
}

/** The times that are offered, in the clock of whoever writes: later today (while there is one), tomorrow and on Monday at nine. */
export function moments(now: Date): Moment[] {
  const at = (days: number, hour: number) => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    day.setHours(hour, 0, 0, 0);
    return day;
  };
  const offered: Moment[] = [];
  const soon = new Date(now.getTime() + 2 * 3_600_000);
  soon.setMinutes(soon.getMinutes() < 30 ? 30 : 60, 0, 0);
  if (soon.getDate() === now.getDate() && soon.getHours() < 21) offered.push({ word: 'schedule.today', at: soon });
  offered.push({ word: 'schedule.tomorrow', at: at(1, 9) });
  const toMonday = (8 - now.getDay()) % 7 || 7;
  if (toMonday > 1) offered.push({ word: 'schedule.monday', at: at(toMonday, 9) });
  return offered;
}

/** For a field of date and time: local, to the minute. */
export function localField(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
