// Rows of saved reports, and of the mails that bring them: one rhythm a report, with the instant at which it is due.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { PeriodName } from './named-period.js';
import type { Rhythm } from './next-due.js';

export const FILES = ['pdf', 'xlsx', 'csv'] as const;
export type FileKind = (typeof FILES)[number];

export interface SavedReport {
  id: string;
  ownerId: string;
  shared: boolean;
  name: string;
  tab: string;
  /** Null: the days that stand in `search`, or the usual ones. */
  period: PeriodName | null;
  /** What stands in the address beside: filters, figure, dimension. */
  search: Record<string, string>;
}

export interface Mailing extends Rhythm {
  locale: string;
  agentIds: string[];
  addresses: string[];
  files: FileKind[];
  madeBy: string;
  /** Null: whoever set it up may not any more. */
  dueAt: Date | null;
  sentAt: Date | null;
}

export interface ReportKey {
  workspaceId: string;
  reportId: string;
}

const REPORT = `id, owner_id AS "ownerId", shared, name, tab, period, search`;
const MAILING = `m.every, m.day, m.at, m.time_zone AS "timeZone", m.locale, m.agent_ids AS "agentIds", m.addresses, m.files,
  m.made_by AS "madeBy", m.due_at AS "dueAt", m.sent_at AS "sentAt"`;

/** One's own and what is shared, by name. */
export function listReports(sql: Sql, workspaceId: string, agentId: string | null): Promise<SavedReport[]> {
  return sql.query(
    `SELECT ${REPORT} FROM saved_report WHERE workspace_id = $1 AND (shared OR owner_id = $2) ORDER BY lower(name), id LIMIT 400`,
    [workspaceId, agentId],
  );
}

export async function findReport(sql: Sql, { workspaceId, reportId }: ReportKey): Promise<SavedReport | null> {
  const [row] = await sql.query<SavedReport>(`SELECT ${REPORT} FROM saved_report WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    reportId,
  ]);
  return row ?? null;
}

export async function countReports(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM saved_report WHERE workspace_id = $1`, [
    workspaceId,
  ]);
  return row!.n;
}

export async function saveReport(sql: Sql, workspaceId: string, report: SavedReport, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO saved_report (workspace_id, id, owner_id, shared, name, tab, period, search, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $9)
     ON CONFLICT (workspace_id, id) DO UPDATE SET shared = EXCLUDED.shared, name = EXCLUDED.name, tab = EXCLUDED.tab,
       period = EXCLUDED.period, search = EXCLUDED.search, changed_at = EXCLUDED.changed_at`,
    [
      ...[workspaceId, report.id, report.ownerId, report.shared, report.name, report.tab, report.period],
      ...[JSON.stringify(report.search), at],
    ],
  );
}

export async function dropReport(sql: Sql, { workspaceId, reportId }: ReportKey): Promise<void> {
  await sql.query(`DELETE FROM saved_report WHERE workspace_id = $1 AND id = $2`, [workspaceId, reportId]);
}

export async function mailingsOf(sql: Sql, workspaceId: string, ids: string[]): Promise<Map<string, Mailing>> {
  const rows = await sql.query<Mailing & { reportId: string }>(
    `SELECT m.report_id AS "reportId", ${MAILING} FROM mailed_report m WHERE m.workspace_id = $1 AND m.report_id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map(({ reportId, ...mailing }) => [reportId, mailing]));
}

export async function saveMailing(sql: Sql, key: ReportKey, mailing: Mailing): Promise<void> {
  const { every, day, at, timeZone, locale, agentIds, addresses, files, madeBy, dueAt } = mailing;
  await sql.query(
    `INSERT INTO mailed_report (workspace_id, report_id, every, day, at, time_zone, locale, agent_ids, addresses, files, made_by, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (workspace_id, report_id) DO UPDATE SET every = EXCLUDED.every, day = EXCLUDED.day, at = EXCLUDED.at,
       time_zone = EXCLUDED.time_zone, locale = EXCLUDED.locale, agent_ids = EXCLUDED.agent_ids, addresses = EXCLUDED.addresses,
       files = EXCLUDED.files, made_by = EXCLUDED.made_by, due_at = EXCLUDED.due_at`,
    [key.workspaceId, key.reportId, every, day, at, timeZone, locale, agentIds, addresses, files, madeBy, dueAt],
  );
}

export async function dropMailing(sql: Sql, { workspaceId, reportId }: ReportKey): Promise<void> {
  await sql.query(`DELETE FROM mailed_report WHERE workspace_id = $1 AND report_id = $2`, [workspaceId, reportId]);
}

/** One receiver less; without any left nothing is mailed. */
export async function dropReceiver(
  sql: Sql,
  { workspaceId, reportId }: ReportKey,
  who: { agentId: string | null; address: string | null },
): Promise<void> {
  await sql.query(
    `UPDATE mailed_report SET agent_ids = array_remove(agent_ids, $3::uuid), addresses = array_remove(addresses, $4)
     WHERE workspace_id = $1 AND report_id = $2`,
    [workspaceId, reportId, who.agentId, who.address],
  );
  await sql.query(
    `DELETE FROM mailed_report WHERE workspace_id = $1 AND report_id = $2 AND agent_ids = '{}' AND addresses = '{}'`,
    [workspaceId, reportId],
  );
}

/** Held, if it is due at this very instant still: whoever comes second finds another one. */
export async function takeDue(tx: Tx, { workspaceId, reportId }: ReportKey, dueAt: Date): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM mailed_report WHERE workspace_id = $1 AND report_id = $2 AND due_at = $3 FOR UPDATE`,
    [workspaceId, reportId, dueAt],
  );
  return rows.length === 1;
}

/** `sentAt` null: it stays as it was. */
export async function setDue(sql: Sql, key: ReportKey, dueAt: Date | null, sentAt: Date | null): Promise<void> {
  await sql.query(
    `UPDATE mailed_report SET due_at = $3, sent_at = coalesce($4, sent_at) WHERE workspace_id = $1 AND report_id = $2`,
    [key.workspaceId, key.reportId, dueAt, sentAt],
  );
}

export function dueMailings(sql: Sql, now: Date): Promise<ReportKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", report_id AS "reportId" FROM mailed_report WHERE due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}
