// The rows of tables `visitor` and `visitor_file`: browsers that write in the widget, and what they have uploaded.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

/** A browser that has written to us. Its conversation is its own id. */
export interface Visitor {
  workspaceId: string;
  visitorId: string;
  connectionId: string;
  identityId: string;
}

export interface NewVisitor extends Visitor {
  tokenHash: Buffer;
  locale: string | null;
  page: string | null;
  at: Date;
}

export async function insertVisitor(tx: Tx, visitor: NewVisitor): Promise<void> {
  await tx.query(
    `INSERT INTO visitor (workspace_id, id, connection_id, token_hash, identity_id, locale, page, created_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      visitor.workspaceId,
      visitor.visitorId,
      visitor.connectionId,
      visitor.tokenHash,
      visitor.identityId,
      visitor.locale,
      visitor.page,
      visitor.at,
    ],
  );
}

export async function visitorByToken(sql: Sql, tokenHash: Buffer): Promise<Visitor | null> {
  const [row] = await sql.query<Visitor>(
    doorway(
      'visitor-token',
      `SELECT workspace_id AS "workspaceId", id AS "visitorId", connection_id AS "connectionId", identity_id AS "identityId"
       FROM visitor WHERE token_hash = $1`,
    ),
    [tokenHash],
  );
  return row ?? null;
}

export async function noteVisit(
  tx: Tx,
  visitor: Visitor,
  visit: { locale: string | null; page: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE visitor SET locale = coalesce($3, locale), page = coalesce($4, page), seen_at = $5
     WHERE workspace_id = $1 AND id = $2`,
    [visitor.workspaceId, visitor.visitorId, visit.locale, visit.page, visit.at],
  );
}

export async function insertVisitorFile(tx: Sql, visitor: Visitor, fileId: string): Promise<void> {
  await tx.query(`INSERT INTO visitor_file (workspace_id, file_id, visitor_id) VALUES ($1, $2, $3)`, [
    visitor.workspaceId,
    fileId,
    visitor.visitorId,
  ]);
}

/** Those of these files that this very visitor has uploaded. */
export async function ownFiles(sql: Sql, visitor: Visitor, fileIds: string[]): Promise<string[]> {
  if (fileIds.length === 0) return [];
  const rows = await sql.query<{ id: string }>(
    `SELECT file_id AS id FROM visitor_file WHERE workspace_id = $1 AND visitor_id = $2 AND file_id = ANY($3::uuid[])`,
    [visitor.workspaceId, visitor.visitorId, fileIds],
  );
  return rows.map((row) => row.id);
}
