// The rows of table `automatic_mail`: what machines of ours wrote to whom lately.
import type { Sql, Tx } from '../platform/database/database.js';

/** One counter an address at a time, until this transaction ends. */
export async function lockAddress(tx: Tx, workspaceId: string, address: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`automatic ${workspaceId} ${address}`]);
}

/** When the address got its automatic mails since, the newest first, this message left out. */
export async function countAutomatic(
  sql: Sql,
  ask: { workspaceId: string; address: string; since: Date; messageId: string },
): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }>(
    `SELECT at FROM automatic_mail WHERE workspace_id = $1 AND address = $2 AND at > $3 AND message_id <> $4 ORDER BY at DESC`,
    [ask.workspaceId, ask.address, ask.since, ask.messageId],
  );
  return rows.map((row) => row.at);
}

export async function noteAutomatic(
  tx: Tx,
  sent: { workspaceId: string; address: string; messageId: string; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO automatic_mail (workspace_id, address, message_id, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, address, message_id) DO UPDATE SET at = excluded.at`,
    [sent.workspaceId, sent.address, sent.messageId, sent.at],
  );
}

export async function dropOldAutomatic(tx: Tx, workspaceId: string, before: Date): Promise<void> {
  await tx.query(`DELETE FROM automatic_mail WHERE workspace_id = $1 AND at < $2`, [workspaceId, before]);
}
