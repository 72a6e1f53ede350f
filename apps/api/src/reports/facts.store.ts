// Reads the facts of a workspace from the beginning, ticket by ticket: for rebuilding and for verifying.
import type { Sql } from '../platform/database/database.js';
import type { Fact } from '../platform/events/define-event.js';

const PAGE = 5000;

/** Yields the facts of one ticket after another, each in order of seq; only the given types. Pages by (ticket, seq). */
export async function* readFacts(sql: Sql, workspaceId: string, types: string[]): AsyncGenerator<Fact[]> {
  let after: [string, number] = ['00000000-0000-0000-0000-000000000000', 0];
  let ticket: Fact[] = [];
  for (;;) {
    const page = await sql.query<Omit<Fact, 'at'> & { at: Date }>(
      `SELECT id, workspace_id AS "workspaceId", ticket_id AS "ticketId", seq, type, at, payload FROM fact
       WHERE workspace_id = $1 AND (ticket_id, seq) > ($2::uuid, $3::int) AND type = ANY($4::text[])
       ORDER BY ticket_id, seq LIMIT ${PAGE}`,
      [workspaceId, ...after, types],
    );
    for (const row of page) {
      if (ticket.length > 0 && ticket[0]!.ticketId !== row.ticketId) {
        yield ticket;
        ticket = [];
      }
      ticket.push({ ...row, at: row.at.toISOString() });
    }
    if (page.length < PAGE) break;
    const last = page.at(-1)!;
    after = [last.ticketId, last.seq];
  }
  if (ticket.length > 0) yield ticket;
}
