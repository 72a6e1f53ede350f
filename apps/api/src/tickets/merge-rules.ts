// Who may be merged with whom, and the order in which several tickets are locked: always the same, so that two who merge cannot block each other.
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Ticket } from './ticket.js';
import { lockTicket } from './ticket.store.js';

/** Locked in order of id. @throws DomainError not-found. */
export async function lockTickets(tx: Tx, workspaceId: string, ids: string[]): Promise<Map<string, Ticket>> {
  const locked = new Map<string, Ticket>();
  for (const id of [...new Set(ids)].sort()) {
    const ticket = await lockTicket(tx, workspaceId, id);
    if (!ticket) throw new DomainError('not-found');
    locked.set(id, ticket);
  }
  return locked;
}

/** No chains, no circles, nothing that is locked or thrown away. @throws DomainError. */
export function whyNotMerge(ticket: Ticket, into: Ticket): void {
  const { number } = ticket;
  if (ticket.sideOf || into.sideOf) throw new DomainError('not-found');
  if (ticket.mergedInto) throw new DomainError('ticket-merged', { number });
  if (ticket.trashedAt) throw new DomainError('ticket-trashed', { number });
  if (ticket.state === 'closed') throw new DomainError('merge-closed', { number });
  if (ticket.spam !== into.spam) throw new DomainError('merge-spam', { number });
}

/**
 * What was merged away or thrown away is read, and not worked on; a side conversation is no ticket to anybody.
 * @throws DomainError ticket-merged, ticket-trashed, not-found.
 */
export function refuseAway({ mergedInto, trashedAt, number, sideOf }: Ticket): void {
  if (sideOf) throw new DomainError('not-found');
  if (mergedInto) throw new DomainError('ticket-merged', { number, into: mergedInto });
  if (trashedAt) throw new DomainError('ticket-trashed', { number });
}
