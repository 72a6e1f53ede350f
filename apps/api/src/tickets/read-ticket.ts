// One ticket, whole: its row in the queue and the clocks that a person asks about.

import { Injectable } from '@nestjs/common';
import type { ReplyLimits, TicketRow } from '@otklik/contract';
import type { Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { AddressReply } from './address-reply.js';
import type { LinkKind } from './link-tickets.js';
import { ReadTicketRows } from './read-ticket-rows.js';
import { ReadReplyWindow } from './reply-window.js';
import type { TicketState } from './ticket.js';

interface Link {
  id: string;
  number: number;
}

export interface TicketDetails extends TicketRow {
  follows: Link | null;
  followedBy: Link[];
  splitFrom: Link | null;
  mergedInto: Link | null;
  mergedFrom: Link[];
  links: Linked[];
  /** In the trash: when its words are erased. */
  eraseAt: string | null;
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
  mergedFrom: Link[];
  links: Linked[];
  eraseAt: Date | null;
  identityId: string;
  fields: Record<string, unknown>;
}

export interface Linked extends Link {
  subject: string | null;
  state: TicketState;
  /** As this ticket sees it. */
  kind: LinkKind;
}

/** A ticket has few links; of a problem with more cases than this the newest are shown. */
const MOST_LINKS = 200;
const LINKS = `SELECT s.id, s.kind, s.at FROM (
  SELECT a.other_id AS id, CASE a.kind WHEN 'parent' THEN 'parent-of' ELSE a.kind END AS kind, a.at
  FROM ticket_link a WHERE a.workspace_id = $1 AND a.ticket_id = $2
  UNION ALL SELECT b.ticket_id, CASE b.kind WHEN 'parent' THEN 'child-of' WHEN 'blocks' THEN 'blocked-by' ELSE b.kind END, b.at
  FROM ticket_link b WHERE b.workspace_id = $1 AND b.other_id = $2) s ORDER BY s.at DESC LIMIT ${MOST_LINKS}`;
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
         (SELECT coalesce(json_agg(${LINK} ORDER BY f.id), '[]') FROM ticket f
          WHERE f.workspace_id = $1 AND f.merged_into = t.id) AS "mergedFrom",
         (SELECT coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'subject', o.subject, 'state', o.state, 'kind', l.kind)
            ORDER BY l.at), '[]') FROM (${LINKS}) l JOIN ticket o ON o.workspace_id = $1 AND o.id = l.id) AS links,
         (SELECT coalesce(x.erase_at, x.erased_at) FROM ticket_trash x WHERE x.workspace_id = $1 AND x.ticket_id = t.id) AS "eraseAt",
         (SELECT ${LINK} FROM split s JOIN ticket f ON f.workspace_id = s.workspace_id AND f.id = s.from_ticket_id
          WHERE s.workspace_id = $1 AND f.workspace_id = $1 AND s.ticket_id = t.id AND s.undone_at IS NULL) AS "splitFrom",
         (SELECT coalesce(json_agg(${LINK} ORDER BY f.id), '[]') FROM ticket f
          WHERE f.workspace_id = $1 AND f.follows = t.id AND f.merged_into IS NULL) AS "followedBy"
       FROM ticket t WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, ticketId],
    );
    if (!row || !clocks) throw new DomainError('not-found');
    const { identityId, firstCustomerAt, firstResponseAt, stateSince, eraseAt, ...rest } = clocks;
    const asked = { ...row, workspaceId, contactId: row.contact.id, identityId };
    const mail = await this.address.run(sql, asked, {});
    const { endsAt, templates, maxLength, files, html } = await this.window.run(sql, asked);
    return {
      ...row,
      ...rest,
      firstCustomerAt: firstCustomerAt?.toISOString() ?? null,
      firstResponseAt: firstResponseAt?.toISOString() ?? null,
      stateSince: stateSince.toISOString(),
      eraseAt: eraseAt?.toISOString() ?? null,
      copies: (mail?.cc ?? []).map((one) => one.address),
      reply: { windowEndsAt: endsAt?.toISOString() ?? null, templates, maxLength, files, html },
    };
  }
}
