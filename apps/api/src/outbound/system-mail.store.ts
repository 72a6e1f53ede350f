// Rows of mail that the desk writes to its own people: queued by whoever needs it, sent or kept here.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

export interface SystemMailRow {
  workspaceId: string;
  id: string;
  recipient: string;
  locale: string;
  template: string;
  /** Sealed JSON. */
  params: string;
  state: 'queued' | 'sent' | 'kept' | 'failed';
  dueAt: Date | null;
  attempts: number;
  createdAt: Date;
}

const COLUMNS = `workspace_id AS "workspaceId", id, recipient, locale, template, params, state, due_at AS "dueAt", attempts,
  created_at AS "createdAt"`;

/** Takes a due mail for sending and puts its next try a little later, so that a second worker finds nothing due. */
export async function claimSystemMail(
  sql: Sql,
  workspaceId: string,
  id: string,
  now: Date,
  until: Date,
): Promise<SystemMailRow | null> {
  const [row] = await sql.query<SystemMailRow>(
    `UPDATE system_mail SET due_at = $4, attempts = attempts + 1
     WHERE workspace_id = $1 AND id = $2 AND state = 'queued' AND due_at <= $3 RETURNING ${COLUMNS}`,
    [workspaceId, id, now, until],
  );
  return row ?? null;
}

export async function settleSystemMail(
  sql: Sql,
  mail: Pick<SystemMailRow, 'workspaceId' | 'id'>,
  end: { state: SystemMailRow['state']; dueAt: Date | null; error: string | null },
): Promise<void> {
  await sql.query(`UPDATE system_mail SET state = $3, due_at = $4, error = $5 WHERE workspace_id = $1 AND id = $2`, [
    mail.workspaceId,
    mail.id,
    end.state,
    end.dueAt,
    end.error,
  ]);
}

/** Kept system mails go back into the queue. Answers with their ids. */
export async function requeueSystemMails(sql: Sql, workspaceId: string, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE system_mail SET state = 'queued', due_at = $2, attempts = 0 WHERE workspace_id = $1 AND state = 'kept' RETURNING id`,
    [workspaceId, now],
  );
  return rows.map((row) => row.id);
}

export async function dueSystemMails(sql: Sql, now: Date): Promise<{ workspaceId: string; systemMailId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "systemMailId" FROM system_mail
       WHERE state = 'queued' AND due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}
