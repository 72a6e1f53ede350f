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
  referrer: string | null;
  /** Who it is by the site's signed word; null: anybody. */
  subject: string | null;
  at: Date;
}

export interface Visit {
  page: string | null;
  referrer: string | null;
  seenAt: Date;
}

export async function insertVisitor(tx: Tx, visitor: NewVisitor): Promise<void> {
  await tx.query(
    `INSERT INTO visitor (workspace_id, id, connection_id, token_hash, identity_id, locale, page, referrer, subject, created_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      visitor.workspaceId,
      visitor.visitorId,
      visitor.connectionId,
      visitor.tokenHash,
      visitor.identityId,
      visitor.locale,
      visitor.page,
      visitor.referrer,
      visitor.subject,
      visitor.at,
    ],
  );
}

export async function visitorByToken(sql: Sql, tokenHash: Buffer): Promise<Visitor | null> {
  const [row] = await sql.query<Visitor>(
    doorway(
      'visitor-token',
      `SELECT workspace_id AS "workspaceId", id AS "visitorId", connection_id AS "connectionId", identity_id AS "identityId"
       FROM visitor WHERE token_hash = $1
       UNION ALL
       SELECT v.workspace_id, v.id, v.connection_id, v.identity_id
       FROM visitor_session s JOIN visitor v ON v.workspace_id = s.workspace_id AND v.id = s.visitor_id
       WHERE s.token_hash = $1`,
    ),
    [tokenHash],
  );
  return row ?? null;
}

export interface KnownVisitor extends Visitor {
  locale: string | null;
  /** The page they last wrote from, as their browser says. */
  page: string | null;
  /** Since when it is a signed person's; null: it is nobody's in particular, or was theirs from the beginning. */
  boundAt: Date | null;
}

export async function visitorById(sql: Sql, workspaceId: string, visitorId: string): Promise<KnownVisitor | null> {
  const [row] = await sql.query<KnownVisitor>(
    `SELECT workspace_id AS "workspaceId", id AS "visitorId", connection_id AS "connectionId", identity_id AS "identityId",
       locale, page, bound_at AS "boundAt" FROM visitor WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, visitorId],
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

/** One at a time may find out that nobody is this person yet. */
export async function lockSubject(tx: Tx, workspaceId: string, connectionId: string, subject: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `visitor ${workspaceId} ${connectionId} ${subject}`,
  ]);
}

export async function visitorBySubject(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  subject: string,
): Promise<Visitor | null> {
  const [row] = await tx.query<Visitor>(
    `SELECT workspace_id AS "workspaceId", id AS "visitorId", connection_id AS "connectionId", identity_id AS "identityId"
     FROM visitor WHERE workspace_id = $1 AND connection_id = $2 AND subject = $3`,
    [workspaceId, connectionId, subject],
  );
  return row ?? null;
}

/** Whose it is, locked; and whether this token is the one it began with, not one that a way back has given. */
export async function ownerOf(
  tx: Tx,
  visitor: Visitor,
  tokenHash: Buffer,
): Promise<{ subject: string | null; first: boolean }> {
  const [row] = await tx.query<{ subject: string | null; first: boolean }>(
    `SELECT subject, token_hash = $3 AS first FROM visitor WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
    [visitor.workspaceId, visitor.visitorId, tokenHash],
  );
  return row ?? { subject: null, first: false };
}

export async function bindSubject(tx: Tx, visitor: Visitor, subject: string): Promise<void> {
  await tx.query(`UPDATE visitor SET subject = $3 WHERE workspace_id = $1 AND id = $2`, [
    visitor.workspaceId,
    visitor.visitorId,
    subject,
  ]);
}

/** Of all that opened it so far only the browser with this token does from now on: no other one, no way back. */
export async function keepOneBrowser(
  tx: Tx,
  { workspaceId, visitorId }: Visitor,
  { tokenHash, anotherHash, at }: { tokenHash: Buffer; anotherHash: Buffer; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE visitor SET bound_at = $3, token_hash = CASE WHEN token_hash = $4 THEN $4 ELSE $5::bytea END
     WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, visitorId, at, tokenHash, anotherHash],
  );
  await tx.query(`DELETE FROM visitor_session WHERE workspace_id = $1 AND visitor_id = $2 AND token_hash <> $3`, [
    workspaceId,
    visitorId,
    tokenHash,
  ]);
}

/** Browsers of one person that stay open; the oldest gives way. */
const MOST_SESSIONS = 20;

export async function insertSession(tx: Tx, visitor: Visitor, tokenHash: Buffer, at: Date): Promise<void> {
  const { workspaceId, visitorId } = visitor;
  await tx.query(
    `INSERT INTO visitor_session (workspace_id, visitor_id, token_hash, created_at) VALUES ($1, $2, $3, $4)`,
    [workspaceId, visitorId, tokenHash, at],
  );
  await tx.query(
    `DELETE FROM visitor_session WHERE workspace_id = $1 AND visitor_id = $2 AND token_hash IN (
       SELECT token_hash FROM visitor_session WHERE workspace_id = $1 AND visitor_id = $2
       ORDER BY created_at DESC OFFSET ${MOST_SESSIONS})`,
    [workspaceId, visitorId],
  );
}

/** A token that opens a signed person's conversation opens it no more; an anonymous visitor's own token stays. */
export async function endSessions(sql: Sql, tokenHash: Buffer, anotherHash: Buffer): Promise<void> {
  await sql.query(doorway('visitor-token', `DELETE FROM visitor_session WHERE token_hash = $1`), [tokenHash]);
  await sql.query(
    doorway('visitor-token', `UPDATE visitor SET token_hash = $2 WHERE token_hash = $1 AND subject IS NOT NULL`),
    [tokenHash, anotherHash],
  );
}

export async function latestVisit(sql: Sql, workspaceId: string, identityIds: string[]): Promise<Visit | null> {
  const [row] = await sql.query<Visit>(
    `SELECT page, referrer, seen_at AS "seenAt" FROM visitor
     WHERE workspace_id = $1 AND identity_id = ANY($2::uuid[]) ORDER BY seen_at DESC LIMIT 1`,
    [workspaceId, identityIds],
  );
  return row ?? null;
}
