// What conditions may ask of a ticket, read once: for rules, routing and promises.
import { Injectable } from '@nestjs/common';
import { ReadSegments } from '../people/segments/read-segments.js';
import type { Sql } from '../platform/database/database.js';
import type { TicketSubject } from './ticket-fields.js';

@Injectable()
export class ReadTicketSubject {
  constructor(private readonly segments: ReadSegments) {}

  /** By id; those that are not here, or are merged away, are left out. At most 1,000. */
  async run(sql: Sql, workspaceId: string, ticketIds: string[]): Promise<Map<string, TicketSubject>> {
    const rows = await sql.query<TicketSubject & { id: string }>(
      `SELECT id, channel, connection_id AS "connectionId", state, priority, team_id AS "teamId", assignee_id AS "assigneeId",
         tags, language, contact_id AS "contactId", subject, last_customer_seq > agent_read_seq AS unread,
         waiting_since AS "waitingSince", last_message_at AS "lastMessageAt", opened_at AS "openedAt",
         first_response_at AS "firstResponseAt", solved_at AS "solvedAt", sla_due_at AS "slaDueAt",
         sla_warned AS "slaWarned", sla_breached AS "slaBreached", satisfaction_risk AS "satisfactionRisk", snoozed_until AS "snoozedUntil", rating, episode,
         handoffs, touches, spam, started_by AS "startedBy", fields,
         (SELECT c.company_id FROM contact c WHERE c.workspace_id = $1 AND c.id = ticket.contact_id) AS "companyId"
       FROM ticket WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND merged_into IS NULL LIMIT 1000`,
      [workspaceId, ticketIds],
    );
    const segments = await this.segments.of(
      sql,
      workspaceId,
      rows.map((row) => row.contactId),
    );
    return new Map(rows.map(({ id, ...row }) => [id, { ...row, segments: segments.get(row.contactId) ?? [] }]));
  }
}
