// Where a great load goes: tables and monthly partitions that are new to its transaction, so that nothing of it is logged or looked at twice.
import type { Client } from 'pg';

/** A table, or a month of one. */
export interface Place {
  table: string;
  /** Which of the tables asked about it is, or is a part of. */
  of: number;
  /** Ids made from this instant, ms, to before that one lie here; a default partition takes what no other does. */
  from: number;
  until: number;
  fresh: boolean;
}

interface Leaf {
  table: string;
  of: number;
  key: string | null;
  bytes: number;
  bounds: string | null;
}

/** Writing more than this anew would take longer than it saves. */
const LITTLE = 64 * 1024 * 1024;

/**
 * Gives tables that hold little new files inside the caller's transaction, as those made in it have: they need no write-ahead
 * log until it ends, may be loaded frozen, and are as they were if it breaks. Gives back those that are not fresh then.
 */
export async function freshen(db: Client, tables: readonly string[]): Promise<Set<string>> {
  const old = new Set<string>();
  for (const { table, key, bytes } of await leavesOf(db, tables)) {
    if (key === null || bytes > LITTLE) old.add(table);
    else await db.query(`CLUSTER ${table} USING ${key}; ALTER TABLE ${table} SET WITHOUT CLUSTER`);
  }
  return old;
}

/** Default partitions come last. */
export async function placesOf(db: Client, tables: readonly string[], old: ReadonlySet<string>): Promise<Place[]> {
  const places = (await leavesOf(db, tables)).map(({ table, of, bounds }) => {
    const [from, until] = [...(bounds ?? '').matchAll(/'([0-9a-f-]{36})'/g)].map((id) => instantOf(id[1]!));
    return {
      table,
      of,
      from: from ?? Number.NEGATIVE_INFINITY,
      until: until ?? Number.POSITIVE_INFINITY,
      fresh: !old.has(table),
    };
  });
  return places.sort((a, b) => a.of - b.of || b.from - a.from);
}

/** The 48 bits of milliseconds that a UUIDv7 begins with. */
const instantOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

async function leavesOf(db: Client, tables: readonly string[]): Promise<Leaf[]> {
  const { rows } = await db.query<Leaf>(
    `SELECT leaf.relid::regclass::text AS "table", asked.place::int - 1 AS of, i.indexrelid::regclass::text AS key,
       pg_table_size(leaf.relid)::float8 AS bytes, pg_get_expr(c.relpartbound, c.oid) AS bounds
     FROM unnest($1::text[]) WITH ORDINALITY AS asked(name, place)
     JOIN pg_class t ON t.oid = asked.name::regclass
     CROSS JOIN LATERAL (SELECT t.oid::regclass AS relid WHERE t.relkind = 'r'
       UNION ALL SELECT relid FROM pg_partition_tree(t.oid) WHERE t.relkind = 'p' AND isleaf) AS leaf
     JOIN pg_class c ON c.oid = leaf.relid
     LEFT JOIN pg_index i ON i.indrelid = leaf.relid AND i.indisprimary
     ORDER BY asked.place, 1`,
    [tables],
  );
  return rows;
}
