// Comments that are still being typed: one an invitation, until it is sent or rests.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

interface Key {
  workspaceId: string;
  invitationId: string;
}

export async function putDraft(tx: Tx, key: Key, comment: string, dueAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO answer_draft (workspace_id, invitation_id, comment, due_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, invitation_id) DO UPDATE SET comment = EXCLUDED.comment, due_at = EXCLUDED.due_at`,
    [key.workspaceId, key.invitationId, comment, dueAt],
  );
}

export async function lockDraft(tx: Tx, key: Key): Promise<{ comment: string; dueAt: Date } | null> {
  const [row] = await tx.query<{ comment: string; dueAt: Date }>(
    `SELECT comment, due_at AS "dueAt" FROM answer_draft WHERE workspace_id = $1 AND invitation_id = $2 FOR UPDATE`,
    [key.workspaceId, key.invitationId],
  );
  return row ?? null;
}

export async function draftOf(sql: Sql, workspaceId: string, invitationId: string): Promise<string | null> {
  const [row] = await sql.query<{ comment: string }>(
    `SELECT comment FROM answer_draft WHERE workspace_id = $1 AND invitation_id = $2`,
    [workspaceId, invitationId],
  );
  return row?.comment ?? null;
}

export async function dropDraft(sql: Sql, { workspaceId, invitationId }: Key): Promise<void> {
  await sql.query(`DELETE FROM answer_draft WHERE workspace_id = $1 AND invitation_id = $2`, [
    workspaceId,
    invitationId,
  ]);
}

/** A ticket was erased. */
export async function forgetDrafts(sql: Sql, workspaceId: string, ticketId: string): Promise<void> {
  await sql.query(
    `DELETE FROM answer_draft d USING invitation i
     WHERE d.workspace_id = $1 AND i.workspace_id = $1 AND i.ticket_id = $2 AND i.id = d.invitation_id`,
    [workspaceId, ticketId],
  );
}

export function dueDrafts(sql: Sql, now: Date): Promise<Key[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", invitation_id AS "invitationId" FROM answer_draft
       WHERE due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}
