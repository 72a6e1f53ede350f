// How facts come to the reports: some tickets' at a time, torn into pieces, mixed, and now and then once more.
import { Database } from '../../src/platform/database/database.js';
import type { Fact } from '../../src/platform/events/define-event.js';
import { ProjectFacts } from '../../src/reports/project-facts.js';
import type { Dice } from './dice.js';

export async function writeFacts(database: Database, facts: Fact[]): Promise<void> {
  await database.query(
    `/* test */ INSERT INTO fact (workspace_id, id, ticket_id, seq, type, at, payload)
     SELECT f."workspaceId", f.id, f."ticketId", f.seq, f.type, f.at, f.payload
     FROM jsonb_to_recordset($1::jsonb) AS f("workspaceId" uuid, id uuid, "ticketId" uuid, seq int, type text, at timestamptz, payload jsonb)`,
    [JSON.stringify(facts)],
  );
}

/** Of these tickets, in no order but each ticket's own; of the batches some come twice, as after a crash. */
export async function deliver(
  database: Database,
  projection: ProjectFacts,
  tickets: Fact[][],
  d: Dice,
): Promise<number> {
  const queues = tickets.map((facts) => [...facts]);
  let batches = 0;
  while (queues.length > 0) {
    const batch: Fact[] = [];
    for (let i = queues.length - 1; i >= 0; i--) {
      if (!d.chance(0.6)) continue;
      const queue = queues[i]!;
      batch.push(...queue.splice(0, 1 + d.whole(2 * queue.length)));
      if (queue.length > 0) continue;
      queues[i] = queues.at(-1)!;
      queues.pop();
    }
    if (batch.length === 0) continue;
    for (let times = d.chance(0.15) ? 2 : 1; times > 0; times--, batches++)
      await database.transaction((tx) => projection.project(tx, batch));
  }
  return batches;
}

/** The facts of these tickets as the table has them, each ticket's by their numbers. */
export async function readTickets(database: Database, workspaceId: string, ids: string[]): Promise<Fact[][]> {
  const rows = await database.query<Omit<Fact, 'at'> & { at: Date }>(
    `/* test */ SELECT id, workspace_id AS "workspaceId", ticket_id AS "ticketId", seq, type, at, payload FROM fact
     WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) ORDER BY ticket_id, seq`,
    [workspaceId, ids],
  );
  const tickets = new Map<string, Fact[]>();
  for (const row of rows) {
    const fact = { ...row, at: row.at.toISOString() };
    const own = tickets.get(row.ticketId);
    if (own) own.push(fact);
    else tickets.set(row.ticketId, [fact]);
  }
  return [...tickets.values()];
}
