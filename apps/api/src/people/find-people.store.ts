// Looks people up for the search box: by exact address or number, each with its index, and by names as somebody remembers them.
import type { Sql } from '../platform/database/database.js';
import type { FoundPerson } from './find-people.js';

type Reads = Pick<Sql, 'query'>;

/** How many names that are alike are compared with each other; more than that is no name but a letter. */
const MOST_ALIKE = 2000;

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
 * By trigrams of each word, likest first. `words`: for each its spellings, as typed first, in the other alphabet last; lower
 * case, е for ё, three letters or more.
 */
export async function namesLike(
  sql: Reads,
  workspaceId: string,
  words: string[][],
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const name = `translate(lower(c.name), 'ё', 'е')`;
  const params: unknown[] = [workspaceId, limit];
  const each = words.map((spellings) => spellings.map((one) => `$${params.push(one)}`));
  const fits = `(${ways(each)
    .map((way) => `(${way.map((one) => `${name} %> ${one}`).join(' AND ')})`)
    .join(' OR ')})`;
  const from = `FROM contact c WHERE c.workspace_id = $1 AND c.name IS NOT NULL AND c.merged_into IS NULL AND ${fits}`;
  // With several spellings it is for the letters to say who is likest: comparing each with each would take longer than finding.
  if (words.some((spellings) => spellings.length > 1)) return sql.query(`SELECT c.id, c.name ${from} LIMIT $2`, params);
  const alike = each.map(([one]) => `word_similarity(${one}, ${name})`).join(' + ');
  return sql.query(
    `SELECT found.id, found.name FROM (SELECT c.id, c.name, ${alike} AS alike ${from} LIMIT ${MOST_ALIKE}) AS found
     ORDER BY found.alike DESC, found.id DESC LIMIT $2`,
    params,
  );
}

/**
 * How the words may have been meant together: one of them is spelled otherwise, or all are in the other alphabet. Each way is one
 * look into the index for all its words; word by word it would bring everybody of a common first name.
 */
function ways(words: string[][]): string[][] {
  const typed = words.map(([first]) => first!);
  const found = words.flatMap((spellings, at) => spellings.map((one) => typed.with(at, one)));
  const all = [...found, words.map((spellings) => spellings.at(-1)!)];
  return [...new Map(all.map((way) => [way.join(' '), way])).values()];
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
