// The values of the workspace's own fields on a ticket.
import type { FieldValues } from '../people/fields/field-definition.js';
import type { Sql, Tx } from '../platform/database/database.js';

export async function fieldsOf(sql: Pick<Sql, 'query'>, workspaceId: string, ticketId: string): Promise<FieldValues> {
  const [row] = await sql.query<{ fields: FieldValues }>(
    `SELECT fields FROM ticket WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, ticketId],
  );
  return row?.fields ?? {};
}

export async function saveFields(tx: Tx, workspaceId: string, ticketId: string, values: FieldValues): Promise<void> {
  await tx.query(`UPDATE ticket SET fields = $3::jsonb WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    ticketId,
    JSON.stringify(values),
  ]);
}
