// "You said, we did": what a workspace tells everybody about what it learned; and whether it tells it.
import type { Sql } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { Locale } from '../../platform/words/words.js';

export type SaidWords = Partial<Record<Locale, { said: string; did: string }>>;

export interface Said {
  id: string;
  words: SaidWords;
  /** The day it is told of, YYYY-MM-DD. */
  day: string;
  shown: boolean;
}

export interface SaidPage {
  workspaceId: string;
  workspace: string;
  locale: string;
  items: Said[];
}

/** The newest first; as many as a workspace may have. */
export function saidOf(sql: Sql, workspaceId: string): Promise<Said[]> {
  return sql.query(
    `SELECT id, words, to_char(day, 'YYYY-MM-DD') AS day, shown FROM said WHERE workspace_id = $1 ORDER BY day DESC, id DESC`,
    [workspaceId],
  );
}

export async function putSaid(sql: Sql, workspaceId: string, one: Said, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO said (workspace_id, id, words, day, shown, changed_at) VALUES ($1, $2, $3::jsonb, $4::date, $5, $6)
     ON CONFLICT (workspace_id, id) DO UPDATE SET words = EXCLUDED.words, day = EXCLUDED.day, shown = EXCLUDED.shown,
       changed_at = EXCLUDED.changed_at`,
    [workspaceId, one.id, JSON.stringify(one.words), one.day, one.shown, at],
  );
}

/** False: there is none. */
export async function dropSaid(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const rows = await sql.query(`DELETE FROM said WHERE workspace_id = $1 AND id = $2 RETURNING id`, [workspaceId, id]);
  return rows.length > 0;
}

export async function isSaidPublic(sql: Sql, workspaceId: string): Promise<boolean> {
  const [row] = await sql.query<{ open: boolean }>(`SELECT open FROM said_page WHERE workspace_id = $1`, [workspaceId]);
  return row?.open ?? false;
}

export async function openSaid(sql: Sql, workspaceId: string, open: boolean): Promise<void> {
  await sql.query(
    `INSERT INTO said_page (workspace_id, open) VALUES ($1, $2) ON CONFLICT (workspace_id) DO UPDATE SET open = EXCLUDED.open`,
    [workspaceId, open],
  );
}

/** Null: the list is kept to ourselves, or says nothing yet. */
export async function publicSaidPath(sql: Sql, workspaceId: string): Promise<string | null> {
  const [row] = await sql.query<{ slug: string }>(
    `SELECT w.slug FROM said_page p JOIN workspace w ON w.id = p.workspace_id
     WHERE p.workspace_id = $1 AND p.open AND EXISTS (SELECT 1 FROM said s WHERE s.workspace_id = $1 AND s.shown)`,
    [workspaceId],
  );
  return row ? `/you-said/${encodeURIComponent(row.slug)}` : null;
}

/** By the name that stands in the address; null: there is no such list, or nobody may see it. */
export async function publicSaid(sql: Sql, slug: string): Promise<SaidPage | null> {
  const [found] = await sql.query<{ workspaceId: string; workspace: string; locale: string }>(
    doorway(
      'you-said',
      `SELECT w.id AS "workspaceId", w.name AS workspace, w.locale FROM workspace w
       JOIN said_page p ON p.workspace_id = w.id AND p.open WHERE w.slug = $1`,
    ),
    [slug],
  );
  if (!found) return null;
  const items = (await saidOf(sql, found.workspaceId)).filter(({ shown }) => shown);
  return { ...found, items };
}
