// What stands beside a ticket: its conversations with others, for agents alone.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { readTicketRow } from '../ticket.store.js';
import { type SideRow, sidesOf, ticketsOfSides } from './side.store.js';
import type { SideItem } from './sides.requests.js';

@Injectable()
export class ReadSides {
  /** The newest words first. @throws DomainError not-found */
  async run(sql: Sql, workspaceId: string, ticketId: string): Promise<SideItem[]> {
    const ticket = await readTicketRow(sql, workspaceId, ticketId);
    if (!ticket || ticket.sideOf) throw new DomainError('not-found');
    return (await sidesOf(sql, workspaceId, ticketId)).map(asItem);
  }

  /** Those of these ids that are side conversations, each with the ticket it is found in today. */
  tickets(sql: Pick<Sql, 'query'>, workspaceId: string, ids: string[]): Promise<Map<string, string>> {
    return ticketsOfSides(sql, workspaceId, ids);
  }
}

function asItem({ state, openedAt, lastMessageAt, connectionId: _, ...row }: SideRow): SideItem {
  return {
    ...row,
    state: state === 'solved' ? 'closed' : state === 'pending' ? 'waiting' : 'answered',
    openedAt: openedAt.toISOString(),
    lastMessageAt: lastMessageAt.toISOString(),
  };
}
