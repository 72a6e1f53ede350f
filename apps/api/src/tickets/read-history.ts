// All that somebody has written to us about, over every channel, and how they found it: in a few numbers and the ratings.
import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { NameCompanies } from '../people/companies/name-companies.js';
import { readCursor, writeCursor } from '../people/cursor.js';
import { ReadContact } from '../people/read-contact.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { CustomerHistory } from './customer.requests.js';
import { type RowRecord, TICKET_ROW, TICKET_ROW_FROM, toTicketRow } from './ticket-row.store.js';

interface Numbers {
  tickets: number;
  open: number;
  rated: number;
  good: number;
  firstAt: Date | null;
  lastAt: Date | null;
}
interface Rated {
  ticketId: string;
  number: number;
  rating: CustomerHistory['ratings'][number]['rating'];
  at: Date;
}

@Injectable()
export class ReadHistory {
  constructor(
    private readonly database: Database,
    private readonly contacts: ReadContact,
    private readonly companies: NameCompanies,
  ) {}

  /** Of all their tickets, by the index of the contact. @throws DomainError not-found */
  async person(workspaceId: string, contactId: string): Promise<CustomerHistory> {
    const { id } = await this.contacts.run(workspaceId, contactId);
    const mine = `FROM ticket t WHERE t.workspace_id = $1 AND t.contact_id = $2 AND t.merged_into IS NULL AND NOT t.spam
      AND t.trashed_at IS NULL`;
    const [[numbers], ratings] = await Promise.all([
      this.database.query<Numbers>(
        `SELECT count(*)::int AS tickets, (count(*) FILTER (WHERE t.active))::int AS open, count(t.rating)::int AS rated,
           (count(*) FILTER (WHERE (t.rating->>'good')::boolean))::int AS good, min(t.opened_at) AS "firstAt",
           max(t.last_message_at) AS "lastAt" ${mine}`,
        [workspaceId, id],
      ),
      this.database.query<Rated>(
        `SELECT t.id AS "ticketId", t.number, t.rating, coalesce(t.solved_at, t.last_message_at) AS at ${mine}
           AND t.rating IS NOT NULL ORDER BY coalesce(t.solved_at, t.last_message_at) DESC LIMIT 20`,
        [workspaceId, id],
      ),
    ]);
    const { firstAt, lastAt, ...counted } = numbers!;
    return {
      ...counted,
      satisfaction: counted.rated > 0 ? counted.good / counted.rated : null,
      firstAt: firstAt?.toISOString() ?? null,
      lastAt: lastAt?.toISOString() ?? null,
      ratings: ratings.map((one) => ({ ...one, at: one.at.toISOString() })),
    };
  }

  /** The tickets of its people, newest first: of each person by index, so that a large company costs its people and no more. @throws DomainError not-found */
  async company(workspaceId: string, companyId: string, cursor: string | null, limit: number) {
    const [at, id] = (readCursor(cursor, 2) as [string, string] | null) ?? [null, null];
    if (at && (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))) throw new DomainError('bad-request');
    if (!(await this.companies.exists(workspaceId, companyId))) throw new DomainError('not-found');
    const rows = await this.database.query<RowRecord & { position: string }>(
      `SELECT ${TICKET_ROW}, to_char(t.last_message_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
       ${TICKET_ROW_FROM} WHERE t.workspace_id = $1 AND c.workspace_id = $1 AND c.company_id = $2 AND c.merged_into IS NULL
         AND t.merged_into IS NULL AND NOT t.spam AND t.trashed_at IS NULL
         AND ($3::timestamptz IS NULL OR (t.last_message_at, t.id) < ($3::timestamptz, $4::uuid))
       ORDER BY t.last_message_at DESC, t.id DESC LIMIT $5`,
      [workspaceId, companyId, at, id, limit + 1],
    );
    const last = rows.length > limit ? rows[limit - 1] : null;
    const items: TicketRow[] = rows.slice(0, limit).map(({ position: _, ...row }) => toTicketRow(row));
    return { items, next: last ? writeCursor([last.position, last.id]) : null };
  }
}
