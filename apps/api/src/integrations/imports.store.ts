// Rows of imports: a file, what its columns mean, and how far it has been gone through.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { ImportOf, Mapping } from './import-columns.js';
import type { RowFault } from './import-rows.js';
import type { TableShape } from './read-table.js';

export type ImportState = 'ready' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'stopped';
export type LineFault = RowFault & { line: number };

export interface Import {
  id: string;
  of: ImportOf;
  /** Null: deleted, a week after its last use. */
  fileId: string | null;
  name: string;
  encoding: TableShape['encoding'];
  delimiter: TableShape['delimiter'];
  /** Of orders that do not say their own. */
  currency: string | null;
  columns: string[];
  mapping: Mapping;
  sample: string[][];
  state: ImportState;
  rowsDone: number;
  rowsTotal: number | null;
  createdRows: number;
  changedRows: number;
  sameRows: number;
  refusedRows: number;
  faults: LineFault[];
  agentId: string | null;
  createdAt: Date;
  changedAt: Date;
}

const SELECT = `id, of, file_id AS "fileId", name, encoding, delimiter, currency, columns, mapping, sample, state,
  rows_done AS "rowsDone", rows_total AS "rowsTotal", created_rows AS "createdRows", changed_rows AS "changedRows",
  same_rows AS "sameRows", refused_rows AS "refusedRows", faults, agent_id AS "agentId", created_at AS "createdAt",
  changed_at AS "changedAt"`;

/** So many faults are shown; all are counted. */
export const FAULTS_KEPT = 100;

export async function insertImport(sql: Sql, workspaceId: string, one: Import): Promise<void> {
  await sql.query(
    `INSERT INTO import (workspace_id, id, of, file_id, name, encoding, delimiter, currency, columns, mapping, sample, state,
       agent_id, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12, $13, $14, $14)`,
    [
      workspaceId,
      one.id,
      one.of,
      one.fileId,
      one.name,
      one.encoding,
      one.delimiter,
      one.currency,
      JSON.stringify(one.columns),
      JSON.stringify(one.mapping),
      JSON.stringify(one.sample),
      one.state,
      one.agentId,
      one.createdAt,
    ],
  );
}

export async function findImport(sql: Sql, workspaceId: string, id: string, lock = false): Promise<Import | null> {
  const [row] = await sql.query<Import>(
    `SELECT ${SELECT} FROM import WHERE workspace_id = $1 AND id = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** The newest twenty. */
export function listImports(sql: Sql, workspaceId: string): Promise<Import[]> {
  return sql.query<Import>(`SELECT ${SELECT} FROM import WHERE workspace_id = $1 ORDER BY id DESC LIMIT 20`, [
    workspaceId,
  ]);
}

/** Begins anew (`afresh`), or goes on where it was. */
export async function setState(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: { state: ImportState; dueAt: Date | null; at: Date; afresh: boolean },
): Promise<void> {
  await tx.query(
    `UPDATE import SET state = $3, due_at = $4, changed_at = $5
       ${to.afresh ? `, rows_done = 0, created_rows = 0, changed_rows = 0, same_rows = 0, refused_rows = 0, faults = '[]'` : ''}
     WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, to.state, to.dueAt, to.at],
  );
}

export async function setMapping(tx: Tx, workspaceId: string, id: string, mapping: Mapping, currency: string | null) {
  await tx.query(`UPDATE import SET mapping = $3::jsonb, currency = $4 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    JSON.stringify(mapping),
    currency,
  ]);
}

export interface Progress {
  rows: number;
  created: number;
  changed: number;
  same: number;
  refused: number;
  faults: LineFault[];
  dueAt: Date;
  at: Date;
}

export async function moveOn(tx: Tx, workspaceId: string, id: string, by: Progress): Promise<void> {
  await tx.query(
    `UPDATE import SET rows_done = rows_done + $3, created_rows = created_rows + $4, changed_rows = changed_rows + $5,
       same_rows = same_rows + $6, refused_rows = refused_rows + $7,
       faults = CASE WHEN jsonb_array_length(faults) < ${FAULTS_KEPT} THEN faults || $8::jsonb ELSE faults END,
       due_at = $9, changed_at = $10
     WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, by.rows, by.created, by.changed, by.same, by.refused, JSON.stringify(by.faults), by.dueAt, by.at],
  );
}

export async function endImport(tx: Tx, workspaceId: string, id: string, state: ImportState, at: Date): Promise<void> {
  await tx.query(
    `UPDATE import SET state = $3, due_at = NULL, rows_total = CASE WHEN $3 = 'failed' THEN rows_total ELSE rows_done END,
       changed_at = $4 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, state, at],
  );
}

export function dueImports(sql: Sql, now: Date): Promise<{ workspaceId: string; id: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id FROM import WHERE state IN ('checking', 'running') AND due_at <= $1 LIMIT 500`,
    ),
    [now],
  );
}

/** Imports that nobody has touched since, and whose files are still here. */
export function staleImports(sql: Sql, before: Date): Promise<{ workspaceId: string; importId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "importId" FROM import
       WHERE file_id IS NOT NULL AND changed_at < $1 AND state NOT IN ('checking', 'running') ORDER BY changed_at LIMIT 100`,
    ),
    [before],
  );
}

/** Its rows are shown no more either. Answers with the content that no other file has; null: some file has it. */
export async function dropImportFile(
  tx: Tx,
  workspaceId: string,
  { id, fileId }: { id: string; fileId: string },
): Promise<string | null> {
  await tx.query(`UPDATE import SET file_id = NULL, sample = '[]' WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  const [file] = await tx.query<{ sha256: string }>(
    `DELETE FROM file WHERE workspace_id = $1 AND id = $2 RETURNING sha256`,
    [workspaceId, fileId],
  );
  if (!file) return null;
  const others = await tx.query(`SELECT 1 FROM file WHERE workspace_id = $1 AND sha256 = $2 LIMIT 1`, [
    workspaceId,
    file.sha256,
  ]);
  return others.length > 0 ? null : file.sha256;
}
