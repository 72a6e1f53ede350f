// One ticket, whole: its row in the queue and the clocks that a person asks about.

import { Injectable } from '@nestjs/common';
import type { ReplyLimits, TicketRow } from '@otklik/contract';
import type { Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { AddressReply } from './address-reply.js';
import { ReadTicketRows } from './read-ticket-rows.js';
import { ReadReplyWindow } from './reply-window.js';

interface Link {
  id: string;
  number: number;
}

export interface TicketDetails extends TicketRow {
  follows: Link | null;
  followedBy: Link[];
  splitFrom: Link | null;
  mergedInto: Link | null;
  /** By mail: who is copied in the next reply. */
  copies: string[];
  handoffs: number;
  touches: number;
  /** Seconds in new, open and on hold; and in pending; up to the last change of state. */
  requesterWaitSeconds: number;
  agentWaitSeconds: number;
  firstCustomerAt: string | null;
  firstResponseAt: string | null;
  stateSince: string;
  customerReadSeq: number;
  /** Fields of the workspace, by key. */
  fields: Record<string, unknown>;
  reply: ReplyLimits;
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
  follows: Link | null;
  followedBy: Link[];
  splitFrom: Link | null;
  mergedInto: Link | null;
  identityId: string;
  fields: Record<string, unknown>;
}

const LINK = `json_build_object('id', f.id, 'number', f.number)`;

@Injectable()
export class ReadTicket {
  constructor(
    private readonly rows: ReadTicketRows,
    private readonly address: AddressReply,
    private readonly window: ReadReplyWindow,
  ) {}

  /** @throws DomainError not-found. */
  async run(sql: Sql, workspaceId: string, ticketId: string): Promise<TicketDetails> {
    const [row] = await this.rows.run(sql, workspaceId, [ticketId]);
    const [clocks] = await sql.query<Clocks>(
      `SELECT t.handoffs, t.touches, t.requester_wait_s AS "requesterWaitSeconds", t.agent_wait_s AS "agentWaitSeconds",
         t.first_customer_at AS "firstCustomerAt", t.first_response_at AS "firstResponseAt", t.state_since AS "stateSince",
         t.customer_read_seq AS "customerReadSeq", t.identity_id AS "identityId", t.fields,
         (SELECT ${LINK} FROM ticket f WHERE f.workspace_id = $1 AND f.id = t.follows) AS follows,
         (SELECT ${LINK} FROM ticket f WHERE f.workspace_id = $1 AND f.id = t.merged_into) AS "mergedInto",
         (SELECT ${LINK} FROM split s JOIN ticket f ON f.workspace_id = s.workspace_id AND f.id = s.from_ticket_id
          WHERE s.workspace_id = $1 AND f.workspace_id = $1 AND s.ticket_id = t.id AND s.undone_at IS NULL) AS "splitFrom",
         (SELECT coalesce(json_agg(${LINK} ORDER BY f.id), '[]') FROM ticket f
          WHERE f.workspace_id = $1 AND f.follows = t.id AND f.merged_into IS NULL) AS "followedBy"
       FROM ticket t WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, ticketId],
    );
    if (!row || !clocks) throw new DomainError('not-found');
    const { identityId, firstCustomerAt, firstResponseAt, stateSince, ...rest } = clocks;
    const asked = { ...row, workspaceId, contactId: row.contact.id, identityId };
    const mail = await this.address.run(sql, asked, {});
    const { endsAt, templates, maxLength, files, html } = await this.window.run(sql, asked);
    return {
      ...row,
      ...rest,
      firstCustomerAt: firstCustomerAt?.toISOString() ?? null,
      firstResponseAt: firstResponseAt?.toISOString() ?? null,
      stateSince: stateSince.toISOString(),
      copies: (mail?.cc ?? []).map((one) => one.address),
      reply: { windowEndsAt: endsAt?.toISOString() ?? null, templates, maxLength, files, html },
    };
  }
}
