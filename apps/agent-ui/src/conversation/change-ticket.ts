// Changes to a ticket: shown at once, sent to the desk, taken back with a word when the desk refuses.
import type { TicketRow, TicketState } from '@otklik/contract';
import { queryClient, tagsQuery, ticketQuery } from '../api/queries.js';
import { post } from '../api/request.js';
import { askedFor } from '../customer/ask-fields.js';
import { askCounts, takeRow } from '../live/hear-news.js';
import { tellRefusal } from '../shell/notices.js';

async function change(
  row: TicketRow,
  me: string,
  guess: Partial<TicketRow>,
  path: string,
  body: unknown,
): Promise<void> {
  takeRow({ ...row, ...guess }, me);
  try {
    await post(`/api/v1/tickets/${row.id}/${path}`, body);
    askCounts();
  } catch (error) {
    takeRow(row, me);
    if (!askedFor(error, row.id, () => void change(row, me, guess, path, body))) tellRefusal(error);
  }
  await queryClient.invalidateQueries({ queryKey: ticketQuery(row.id).queryKey });
}

export const assign = (row: TicketRow, me: string, agentId: string | null, teamId: string | null) =>
  change(row, me, { assigneeId: agentId, teamId }, 'assign', { agentId, teamId });

export const setState = (row: TicketRow, me: string, state: Exclude<TicketState, 'new' | 'closed'>) =>
  change(row, me, { state, ...(state === 'solved' ? { waitingSince: null } : {}) }, 'state', { state });

export const setPriority = (row: TicketRow, me: string, priority: number) =>
  change(row, me, { priority }, 'priority', { priority });

export const setSpam = (row: TicketRow, me: string, spam: boolean) => change(row, me, { spam }, 'spam', { spam });

/** The customer only said thanks: the reopening never was, the ticket stays solved. */
export const onlyThanks = (row: TicketRow, me: string) =>
  change(row, me, { state: 'solved', waitingSince: null }, 'only-thanks', {});

/** Tags by name: a new name becomes a tag. */
export async function setTags(row: TicketRow, me: string, names: string[]): Promise<void> {
  await change(row, me, {}, 'tags', { names });
  await queryClient.invalidateQueries({ queryKey: tagsQuery.queryKey });
}
