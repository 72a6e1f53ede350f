// One ticket as the desk knows it, or for the first moment what the list knows of it.
import { type InfiniteData, useQuery } from '@tanstack/react-query';
import { queryClient, ticketQuery } from '../api/queries.js';
import type { Ticket, TicketPage } from '../api/shapes.js';

export const useTicket = (id: string) => useQuery({ ...ticketQuery(id), placeholderData: () => fromList(id) });

/** What the list already knows of a ticket, so that it opens at once; the rest follows. */
function fromList(id: string): Ticket | undefined {
  for (const [, list] of queryClient.getQueriesData<InfiniteData<TicketPage>>({ queryKey: ['tickets'] })) {
    const row = list?.pages.flatMap((page) => page.items).find((each) => each.id === id);
    if (!row) continue;
    const clocks = { handoffs: 0, touches: 0, requesterWaitSeconds: 0, agentWaitSeconds: 0, customerReadSeq: 0 };
    const links = {
      follows: null,
      followedBy: [],
      splitFrom: null,
      mergedInto: null,
      mergedFrom: [],
      links: [],
      eraseAt: null,
      copies: [],
    };
    const reply = { windowEndsAt: null, templates: false, maxLength: 1e6, files: true, html: true };
    const instants = { firstCustomerAt: null, firstResponseAt: null, stateSince: row.openedAt };
    return { ...row, ...clocks, ...links, ...instants, reply, fields: {} };
  }
  return undefined;
}
