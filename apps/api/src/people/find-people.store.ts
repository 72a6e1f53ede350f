// Looks people up for the search box: by exact address or number, each with its index, and by names as somebody remembers them.
import type { Sql } from '../platform/database/database.js';
import type { FoundPerson } from './find-people.js';

type Reads = Pick<Sql, 'query'>;

/** How many names that are alike are compared with each other; more than that is no name but a first name. */
const MOST_ALIKE = 200;

export async function idsByAddress(sql: Reads, workspaceId: string, address: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT i.contact_id AS id FROM identity i WHERE i.workspace_id = $1 AND i.email = $2
     UNION SELECT i.contact_id FROM identity i WHERE i.workspace_id = $1 AND i.kind = 'email' AND i.address = $2`,
    [workspaceId, address],
  );
  return rows.map((row) => row.id);
}

export async function idsByPhone(sql: Reads, workspaceId: string, phone: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT i.contact_id AS id FROM identity i WHERE i.workspace_id = $1 AND i.phone = $2`,
    [workspaceId, phone],
  );
  return rows.map((row) => row.id);
}

export async function idsByUsername(sql: Reads, workspaceId: string, username: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT i.contact_id AS id FROM identity i
     WHERE i.workspace_id = $1 AND i.username IS NOT NULL AND lower(i.username) = $2`,
    [workspaceId, username],
  );
  return rows.map((row) => row.id);
}

/**
 * Names that share a lexeme with each word (see `name_lexemes`), in no order. `words`: for each the lexemes it may be known by;
 * `*` at the end: words that begin so.
 */
export async function namesWith(
  sql: Reads,
  workspaceId: string,
  words: string[][],
): Promise<{ id: string; name: string }[]> {
  const lexeme = (one: string) => (one.endsWith('*') ? `'${one.slice(0, -1)}':*` : `'${one}'`);
  const query = words.map((lexemes) => `(${lexemes.map(lexeme).join(' | ')})`).join(' & ');
  return sql.query(
    `SELECT c.id, c.name FROM contact c
     WHERE c.workspace_id = $1 AND c.name IS NOT NULL AND c.merged_into IS NULL AND name_lexemes(c.name) @@ $2::tsquery
     LIMIT ${MOST_ALIKE}`,
    [workspaceId, query],
  );
}

/** By a part of an address, at least three characters of it. */
export async function idsByPart(sql: Reads, workspaceId: string, part: string, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT found.id FROM (SELECT i.contact_id AS id FROM identity i
       WHERE i.workspace_id = $1 AND i.address ILIKE $2 LIMIT $3) AS found`,
    [workspaceId, `%${part.replace(/[\\%_]/g, '\\$&')}%`, limit],
  );
  return rows.map((row) => row.id);
}

/** In the order of the ids; cards that were merged away are left out. */
export async function foundPeople(sql: Reads, workspaceId: string, ids: string[]): Promise<FoundPerson[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<FoundPerson>(
    `SELECT DISTINCT ON (c.id) c.id, c.name, i.address, i.kind FROM contact c
       JOIN identity i ON i.workspace_id = c.workspace_id AND i.contact_id = c.id
     WHERE c.workspace_id = $1 AND c.id = ANY($2::uuid[]) AND c.merged_into IS NULL
     ORDER BY c.id, (i.kind = 'email') DESC, i.created_at DESC`,
    [workspaceId, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
