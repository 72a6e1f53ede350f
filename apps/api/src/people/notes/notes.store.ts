// Rows of what colleagues noted about a person or a company.
import type { Sql } from '../../platform/database/database.js';

export interface NoteRow {
  id: string;
  agentId: string | null;
  text: string;
  at: Date;
  editedAt: Date | null;
}
export type NoteOwner = { contactIds: string[] } | { companyId: string };

const SELECT = `id, agent_id AS "agentId", text, at, edited_at AS "editedAt"`;

/** Newest first, before the note with this id. */
export function listNotes(sql: Sql, workspaceId: string, about: NoteOwner, before: string | null, limit: number) {
  const people = 'contactIds' in about;
  return sql.query<NoteRow>(
    `SELECT ${SELECT} FROM person_note WHERE workspace_id = $1 AND ${people ? 'contact_id = ANY($2::uuid[])' : 'company_id = $2'}
       AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [workspaceId, people ? about.contactIds : about.companyId, before, limit],
  );
}

export async function insertNote(
  sql: Sql,
  workspaceId: string,
  note: NoteRow & { contactId: string | null; companyId: string | null },
): Promise<void> {
  await sql.query(
    `INSERT INTO person_note (workspace_id, id, contact_id, company_id, agent_id, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [workspaceId, note.id, note.contactId, note.companyId, note.agentId, note.text, note.at],
  );
}

type Owned = NoteRow & { contactId: string | null; companyId: string | null };

export async function findNote(sql: Sql, workspaceId: string, id: string): Promise<Owned | null> {
  const [row] = await sql.query<Owned>(
    `SELECT ${SELECT}, contact_id AS "contactId", company_id AS "companyId" FROM person_note WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function rewordNote(sql: Sql, workspaceId: string, id: string, text: string, at: Date): Promise<void> {
  await sql.query(`UPDATE person_note SET text = $3, edited_at = $4 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    text,
    at,
  ]);
}

export async function deleteNote(sql: Sql, workspaceId: string, id: string): Promise<void> {
  await sql.query(`DELETE FROM person_note WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}
