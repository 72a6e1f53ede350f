// One ticket as the desk knows it, or for the first moment what the list knows of it.
import type { TicketRow } from '@otklik/contract';
import { type InfiniteData, useQuery } from '@tanstack/react-query';
import { queryClient, ticketQuery } from '../api/queries.js';
import type { Ticket, TicketPage } from '../api/shapes.js';

export const useTicket = (id: string) => useQuery({ ...ticketQuery(id), placeholderData: () => fromList(id) });

/** What a list does not know of its tickets; the desk tells it when one is opened. */
const UNTOLD = {
  ...{ handoffs: 0, touches: 0, requesterWaitSeconds: 0, agentWaitSeconds: 0, customerReadSeq: 0 },
  ...{ follows: null, followedBy: [], splitFrom: null, mergedInto: null, mergedFrom: [], links: [] },
  ...{ eraseAt: null, copies: [], firstCustomerAt: null, firstResponseAt: null, fields: {} },
  reply: { windowEndsAt: null, templates: false, maxLength: 1e6, files: true, html: true },
};

/** What the list already knows of a ticket, so that it opens at once; the rest follows. */
function fromList(id: string): Ticket | undefined {
  for (const [, list] of queryClient.getQueriesData<InfiniteData<TicketPage>>({ queryKey: ['tickets'] })) {
    const row = list?.pages.flatMap((page) => page.items).find((each) => each.id === id);
    if (row) return { ...row, ...UNTOLD, stateSince: row.openedAt };
  }
  return undefined;
}

/** Of a ticket what a list shows of it: the rest of one that has only just been opened says nothing yet. */
export function rowOf(ticket: TicketRow): TicketRow {
  const { stateSince: _, ...rest } = ticket as Ticket;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in UNTOLD))) as unknown as TicketRow;
}
