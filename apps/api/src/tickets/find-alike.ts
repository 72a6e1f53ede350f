// What a ticket may be a repetition of: the same customer's other tickets of these days, a colleague's of theirs, or one of a burst.
import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { ReadTicketRows } from './read-ticket-rows.js';

export interface Alike extends TicketRow {
  sameCustomer: boolean;
}

const DAY_MS = 86_400_000;
/** Nobody repeats what they wrote longer ago. */
const BACK_DAYS = 14;
/** Of a customer's tickets the latest this many are compared; of equal subjects this many. */
const COMPARED = 30;
const SHOWN = 5;
/** Trigram likeness, 0–1, from which two subjects or openings are called alike: of one customer, of two. */
const SAME_CUSTOMER = 0.35;
const OTHERS = 0.7;
/** Under shorter subjects ("Hi", "Order") everybody writes. */
const SHORTEST = 12;

@Injectable()
export class FindAlike {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rows: ReadTicketRows,
  ) {}

  /** The likeliest first. A ticket that is solved, spam or gone looks like nothing. @throws DomainError not-found. */
  async run(workspaceId: string, ticketId: string): Promise<Alike[]> {
    if ((await this.rows.run(this.database, workspaceId, [ticketId])).length === 0) throw new DomainError('not-found');
    const since = new Date(this.clock.now().getTime() - BACK_DAYS * DAY_MS);
    const found = await this.database.query<{ id: string; sameCustomer: boolean; likeness: number }>(
      `SELECT o.id, o.contact_id = t.contact_id AS "sameCustomer", ${LIKENESS} AS likeness
       FROM ticket t CROSS JOIN LATERAL (
         (SELECT c.* FROM ticket c WHERE c.workspace_id = $1 AND c.contact_id = t.contact_id AND c.merged_into IS NULL
            AND c.trashed_at IS NULL AND c.last_message_at > $3 ORDER BY c.last_message_at DESC LIMIT ${COMPARED})
         UNION ALL
         (SELECT c.* FROM ticket c WHERE c.workspace_id = $1 AND c.active AND length(t.subject) >= ${SHORTEST}
            AND c.subject % t.subject AND c.contact_id <> t.contact_id AND c.last_message_at > $3
            AND (${SAME_COMPANY} OR ${BURST}) LIMIT ${COMPARED})) o
       WHERE t.workspace_id = $1 AND t.id = $2 AND t.active AND o.workspace_id = $1 AND o.id <> t.id AND NOT o.spam
         AND o.state <> 'closed' AND NOT EXISTS (SELECT 1 FROM ticket_apart a WHERE a.workspace_id = $1
           AND a.ticket_id = least(o.id, t.id) AND a.other_id = greatest(o.id, t.id))
         AND ${LIKENESS} >= CASE WHEN o.contact_id = t.contact_id THEN ${SAME_CUSTOMER} ELSE ${OTHERS} END
       ORDER BY (o.contact_id = t.contact_id) DESC, likeness DESC, o.id DESC LIMIT ${SHOWN}`,
      [workspaceId, ticketId, since],
    );
    const rows = new Map(
      (
        await this.rows.run(
          this.database,
          workspaceId,
          found.map((one) => one.id),
        )
      ).map((row) => [row.id, row]),
    );
    return found.flatMap(({ id, sameCustomer }) => {
      const row = rows.get(id);
      return row ? [{ ...row, sameCustomer }] : [];
    });
  }

  /** Remembered for both. @throws DomainError not-found. */
  async keepApart(workspaceId: string, ticketId: string, otherId: string): Promise<void> {
    const [ids] = [[ticketId, otherId].sort()];
    const known = await this.rows.run(this.database, workspaceId, ids);
    if (known.length !== 2) throw new DomainError('not-found');
    await this.database.query(
      `INSERT INTO ticket_apart (workspace_id, ticket_id, other_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [workspaceId, ...ids],
    );
  }
}

/** Two people of one company write of one matter. */
const SAME_COMPANY = `EXISTS (SELECT 1 FROM contact mine JOIN contact theirs ON theirs.workspace_id = $1 AND theirs.company_id = mine.company_id
  WHERE mine.workspace_id = $1 AND mine.id = t.contact_id AND theirs.id = c.contact_id)`;
/** Strangers share a matter only where they say the same at the same time: something has broken. "Where is my order?" is everybody's own. */
const BURST = `c.opened_at BETWEEN t.opened_at - interval '3 hours' AND t.opened_at + interval '3 hours'`;

/** Subjects without what mail programs put before them; where one has none, the latest words. */
const BARE = (subject: string) => `regexp_replace(${subject}, '^((re|fwd?|aw|ответ|отв|пересл|на)[: ]+)+', '', 'i')`;
const LIKENESS = `greatest(similarity(${BARE('o.subject')}, ${BARE('t.subject')}), similarity(o.preview, t.preview) * 0.9, 0)`;
