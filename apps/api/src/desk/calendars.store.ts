// Rows of calendars and their versions: a version is written once and never changed.
import type { Sql, Tx } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import type { CalendarVersion, Hours } from './business-time.js';

const VERSION = `v.id, v.time_zone AS "timeZone", v.weekly, v.holidays`;

/** The version that counts for a team, else for the workspace; null when there is neither. */
export async function findVersionInForce(
  sql: Sql,
  workspaceId: string,
  teamId: string | null,
): Promise<CalendarVersion | null> {
  const [row] = await sql.query<CalendarVersion>(
    prepared(`SELECT ${VERSION}
     FROM calendar c
     JOIN calendar_version v ON v.workspace_id = c.workspace_id AND v.id = c.current_version_id
     LEFT JOIN team t ON t.workspace_id = c.workspace_id AND t.id = $2 AND t.calendar_id = c.id
     WHERE c.workspace_id = $1 AND (t.id IS NOT NULL OR c.is_default)
     ORDER BY t.id IS NULL LIMIT 1`),
    [workspaceId, teamId],
  );
  return row ?? null;
}

export async function findVersion(sql: Sql, workspaceId: string, versionId: string): Promise<CalendarVersion | null> {
  const [row] = await sql.query<CalendarVersion>(
    prepared(`SELECT ${VERSION} FROM calendar_version v WHERE v.workspace_id = $1 AND v.id = $2`),
    [workspaceId, versionId],
  );
  return row ?? null;
}

export interface CalendarRow extends Hours {
  id: string;
  name: string;
  isDefault: boolean;
  versionId: string;
}

/** The default first, then by name; or only the one asked for. */
export function listCalendars(sql: Sql, workspaceId: string, id: string | null = null): Promise<CalendarRow[]> {
  return sql.query<CalendarRow>(
    `SELECT c.id, c.name, c.is_default AS "isDefault", v.id AS "versionId", v.time_zone AS "timeZone", v.weekly, v.holidays
     FROM calendar c JOIN calendar_version v ON v.workspace_id = c.workspace_id AND v.id = c.current_version_id
     WHERE c.workspace_id = $1 AND ($2::uuid IS NULL OR c.id = $2)
     ORDER BY c.is_default DESC, c.name, c.id`,
    [workspaceId, id],
  );
}

/** Takes the row lock of all calendars here, so that two changes of the default come one after the other. */
export async function lockCalendars(tx: Tx, workspaceId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM calendar WHERE workspace_id = $1 ORDER BY id FOR UPDATE`,
    [workspaceId],
  );
  return rows.map((row) => row.id);
}

export async function insertCalendar(
  tx: Tx,
  workspaceId: string,
  calendar: { id: string; name: string; versionId: string; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO calendar (workspace_id, id, name, current_version_id, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [workspaceId, calendar.id, calendar.name, calendar.versionId, calendar.at],
  );
}

export async function insertVersion(
  tx: Tx,
  workspaceId: string,
  calendarId: string,
  version: CalendarVersion & { at: Date },
): Promise<void> {
  const { id, timeZone, weekly, holidays, at } = version;
  await tx.query(
    `INSERT INTO calendar_version (workspace_id, id, calendar_id, time_zone, weekly, holidays, created_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7)`,
    [workspaceId, id, calendarId, timeZone, JSON.stringify(weekly), JSON.stringify(holidays), at],
  );
}

export async function updateCalendar(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: { name: string; versionId: string },
): Promise<void> {
  await tx.query(`UPDATE calendar SET name = $3, current_version_id = $4 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    change.name,
    change.versionId,
  ]);
}

/** Makes this calendar the workspace's own; the one before steps back first, for there is at most one. */
export async function setDefaultCalendar(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query(`UPDATE calendar SET is_default = false WHERE workspace_id = $1 AND is_default AND id <> $2`, [
    workspaceId,
    id,
  ]);
  await tx.query(`UPDATE calendar SET is_default = true WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}
