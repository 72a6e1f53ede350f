// One ticket, whole: its row in the queue and the clocks that a person asks about.

import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import type { Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { ReadTicketRows } from './read-ticket-rows.js';

export interface TicketDetails extends TicketRow {
  follows: { id: string; number: number } | null;
  handoffs: number;
  touches: number;
  /** Seconds in new, open and on hold; and in pending; up to the last change of state. */
  requesterWaitSeconds: number;
  agentWaitSeconds: number;
  firstCustomerAt: string | null;
  firstResponseAt: string | null;
  stateSince: string;
  customerReadSeq: number;
}

interface Clocks {
  handoffs: number;
  touches: number;
  requesterWaitSeconds: number;
  agentWaitSeconds: number;
  firstCustomerAt: Date | null;
  firstResponseAt: Date | null;
  stateSince: Date;
  customerReadSeq: number;
  followsId: string | null;
  followsNumber: number | null;
}

@Injectable()
export class ReadTicket {
  constructor(private readonly rows: ReadTicketRows) {}

  /** @throws DomainError not-found. */
  async run(sql: Sql, workspaceId: string, ticketId: string): Promise<TicketDetails> {
    const [row] = await this.rows.run(sql, workspaceId, [ticketId]);
    const [clocks] = await sql.query<Clocks>(
      `SELECT t.handoffs, t.touches, t.requester_wait_s AS "requesterWaitSeconds", t.agent_wait_s AS "agentWaitSeconds",
         t.first_customer_at AS "firstCustomerAt", t.first_response_at AS "firstResponseAt", t.state_since AS "stateSince",
         t.customer_read_seq AS "customerReadSeq", f.id AS "followsId", f.number AS "followsNumber"
       FROM ticket t LEFT JOIN ticket f ON f.workspace_id = t.workspace_id AND f.id = t.follows
       WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, ticketId],
    );
    if (!row || !clocks) throw new DomainError('not-found');
    const { followsId, followsNumber, firstCustomerAt, firstResponseAt, stateSince, ...rest } = clocks;
    return {
      ...row,
      ...rest,
      firstCustomerAt: firstCustomerAt?.toISOString() ?? null,
      firstResponseAt: firstResponseAt?.toISOString() ?? null,
      stateSince: stateSince.toISOString(),
      follows: followsId ? { id: followsId, number: followsNumber! } : null,
    };
  }
}
