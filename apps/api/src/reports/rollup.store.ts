// The daily rollups in the database: what they are of, what has changed since they were last merged, and the packed days themselves.
import type { Sql, Tx } from '../platform/database/database.js';
import { addCell, type Cells, packCells, readCells } from './cell-block.js';
import { CELLS_VERSION, type Cell, fieldItem, type Slice, sliceKey, sliceName } from './cells.js';
import { SLICED as KEPT, type Sliced } from './figures.js';

/** One row of rollups is of everything, of one value of one dimension, or of everything slice by slice. */
export const WHOLE = '';
export const SLICED = '*';
/** Kinds of cells by the column they are packed into, so that a reader fetches no more than it shows. */
export const COLUMNS = {
  counts: [0, 31],
  calendar: [32, 35],
  business: [36, 39],
  work: [40, 63],
  promises: [64, 79],
} as const;
export type Column = keyof typeof COLUMNS;

export interface RollupState {
  timeZone: string;
  /** Days before it are not made yet; null: all are. */
  nextDay: string | null;
}

/** Null: there are none that today's code can read. */
export async function rollupState(sql: Sql, workspaceId: string): Promise<RollupState | null> {
  const [state] = await sql.query<RollupState>(
    `SELECT time_zone AS "timeZone", next_day::text AS "nextDay" FROM report_rollup WHERE workspace_id = $1 AND version = $2`,
    [workspaceId, CELLS_VERSION],
  );
  return state ?? null;
}

/** Only before anything is counted, or where all of it is about to be: see project-facts and build-rollups. */
export async function beginRollups(
  tx: Tx,
  workspaceId: string,
  timeZone: string,
  nextDay: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO report_rollup (workspace_id, version, time_zone, next_day) VALUES ($1, $2, $3, $4::date)
     ON CONFLICT (workspace_id) DO UPDATE SET version = EXCLUDED.version, time_zone = EXCLUDED.time_zone, next_day = EXCLUDED.next_day`,
    [workspaceId, CELLS_VERSION, timeZone, nextDay],
  );
}

export async function forgetRollups(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query('DELETE FROM report_change WHERE workspace_id = $1', [workspaceId]);
  await tx.query('DELETE FROM report_day WHERE workspace_id = $1', [workspaceId]);
  await tx.query('DELETE FROM report_rollup WHERE workspace_id = $1', [workspaceId]);
}

/** What a slice is counted under, beside the whole; '' where it has none. */
export function valuesOf(slice: Slice): [Sliced, string][] {
  return KEPT.flatMap((dimension) => placesIn(slice, dimension).map((value) => [dimension, value] as [Sliced, string]));
}

/** A ticket that has no value of a field has no row for that: there is no end of fields. */
const placesIn = (slice: Slice, by: Sliced): string[] => (by === 'field' ? slice.fields : groupsOf(slice, by, null));

/** `field`: which one, where it is by a field. */
export function groupsOf(slice: Slice, by: Sliced, field: string | null): string[] {
  if (by === 'tag') return slice.tags.length === 0 ? [''] : slice.tags.map(String);
  if (by === 'channel') return [slice.channel];
  if (by === 'priority') return [String(slice.priority)];
  if (by === 'field') {
    const own = slice.fields.filter((item) => item.startsWith(fieldItem(field ?? '', '')));
    return own.length === 0 ? [''] : own.map((item) => item.slice(fieldItem(field ?? '', '').length));
  }
  const one = { team: slice.teamId, agent: slice.agentId, connection: slice.connectionId, language: slice.language };
  return [one[by] ?? ''];
}

/** Numbers of slices and names. They are never taken away, so that what was once read stays true; kept once committed. */
export class CellNumbers {
  private readonly known = new Map<string, Map<string, number>>();

  /** @param use where nothing may be written, what has no number gets one that nothing else has, for the moment */
  constructor(private readonly use: 'writing' | 'reading' = 'writing') {}

  async slices(tx: Tx, workspaceId: string, slices: Iterable<Slice>): Promise<Map<Slice, number>> {
    const bySlice = new Map([...slices].map((slice) => [slice, sliceName(slice)]));
    const byName = new Map([...bySlice].map(([slice, name]) => [name, slice]));
    const keyed = (names: string[]) => new Map(names.map((name) => [sliceKey(name), name]));
    const numbers = await this.numbersOf(tx, `slices of ${workspaceId}`, [...byName.keys()], {
      insert: (fresh) =>
        tx.query(
          `INSERT INTO report_slice (workspace_id, key, channel, connection_id, agent_id, team_id, language, priority, tags, fields)
           SELECT $1::uuid, s.key, s.channel, s."connectionId", s."agentId", s."teamId", s.language, s.priority, s.tags, s.fields
           FROM jsonb_to_recordset($2::jsonb)
             AS s(key text, channel text, "connectionId" uuid, "agentId" uuid, "teamId" uuid, language text, priority smallint, tags int[], fields text[])
           ORDER BY s.key ON CONFLICT (workspace_id, key) DO NOTHING`,
          [workspaceId, JSON.stringify([...keyed(fresh)].map(([key, name]) => ({ ...byName.get(name)!, key })))],
        ),
      select: async (missing) => {
        const keys = keyed(missing);
        const rows = await tx.query<{ id: number; key: string }>(
          'SELECT id, key FROM report_slice WHERE workspace_id = $1 AND key = ANY($2::text[])',
          [workspaceId, [...keys.keys()]],
        );
        return rows.map(({ id, key }) => ({ id, key: keys.get(key)! }));
      },
    });
    return new Map([...bySlice].map(([slice, name]) => [slice, numbers.get(name)!]));
  }

  names(tx: Tx, workspaceId: string, names: Iterable<string>): Promise<Map<string, number>> {
    return this.numbersOf(tx, `names of ${workspaceId}`, [...new Set(names)], {
      insert: (fresh) =>
        tx.query(
          `INSERT INTO report_cell_name (workspace_id, name) SELECT $1::uuid, n FROM unnest($2::text[]) AS n
           ORDER BY n ON CONFLICT (workspace_id, name) DO NOTHING`,
          [workspaceId, fresh],
        ),
      select: (missing) =>
        tx.query('SELECT id, name AS key FROM report_cell_name WHERE workspace_id = $1 AND name = ANY($2::text[])', [
          workspaceId,
          missing,
        ]),
    });
  }

  private async numbersOf(
    tx: Tx,
    of: string,
    keys: string[],
    store: { insert(keys: string[]): Promise<unknown>; select(keys: string[]): Promise<{ id: number; key: string }[]> },
  ): Promise<Map<string, number>> {
    const kept = this.known.get(of);
    // Bounded: a desk with very many of them looks them up now and then.
    const known = kept && kept.size <= MOST_KEPT ? kept : new Map<string, number>();
    this.known.set(of, known);
    const found = new Map(keys.filter((key) => known.has(key)).map((key) => [key, known.get(key)!]));
    const look = async () => {
      const missing = keys.filter((key) => !found.has(key));
      if (missing.length > 0) for (const { id, key } of await store.select(missing)) found.set(key, id);
      return keys.filter((key) => !found.has(key));
    };
    const fresh = await look();
    if (fresh.length > 0 && this.use === 'reading') {
      for (const [i, key] of fresh.entries()) found.set(key, UNNUMBERED + i);
      return found;
    }
    if (fresh.length > 0) {
      await store.insert(fresh);
      await look();
    }
    tx.afterCommit(() => {
      for (const [key, id] of found) known.set(key, id);
    });
    return found;
  }
}

const UNNUMBERED = 2 ** 40;
const MOST_KEPT = 50_000;

export interface NumberedCell {
  day: string;
  slice: number;
  kind: number;
  entry: number;
  n: number;
}

export async function numbered(
  tx: Tx,
  workspaceId: string,
  numbers: CellNumbers,
  cells: Cell[],
): Promise<NumberedCell[]> {
  if (cells.length === 0) return [];
  const slices = await numbers.slices(tx, workspaceId, new Set(cells.map((cell) => cell.slice)));
  const named = cells.map((cell) => cell.entry).filter((entry) => typeof entry === 'string');
  const names = await numbers.names(tx, workspaceId, named);
  return cells.map(({ day, slice, kind, entry, n }) => ({
    ...{ day, slice: slices.get(slice)!, kind, n },
    entry: typeof entry === 'string' ? names.get(entry)! : entry,
  }));
}

/** Only ever adds rows, one a day: two projections never wait for each other here. */
export async function addChanges(tx: Tx, workspaceId: string, changes: NumberedCell[]): Promise<void> {
  const days = new Map<string, Cells>();
  for (const { day, slice, kind, entry, n } of changes) {
    const cells = days.get(day) ?? new Map();
    days.set(day, cells);
    addCell(cells, slice, kind, entry, n);
  }
  if (days.size === 0) return;
  await tx.query(
    `INSERT INTO report_change (workspace_id, day, cells) SELECT $1::uuid, c.* FROM unnest($2::date[], $3::bytea[]) AS c`,
    [workspaceId, [...days.keys()], [...days.values()].map(packCells)],
  );
}

/** Takes the changes of these days away, to be merged in the same transaction. */
export async function takeChanges(tx: Tx, workspaceId: string, days: string[]): Promise<NumberedCell[]> {
  return cellsIn(
    await tx.query(
      'DELETE FROM report_change WHERE workspace_id = $1 AND day = ANY($2::date[]) RETURNING day::text, cells',
      [workspaceId, days],
    ),
  );
}

/** What is not merged yet, of the days from the first to before the last. */
export async function readChanges(sql: Sql, workspaceId: string, from: string, until: string): Promise<NumberedCell[]> {
  return cellsIn(
    await sql.query(
      'SELECT day::text, cells FROM report_change WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date',
      [workspaceId, from, until],
    ),
  );
}

function cellsIn(rows: { day: string; cells: Buffer }[]): NumberedCell[] {
  const days = new Map<string, Cells>();
  for (const { day, cells } of rows) {
    const sum: Cells = days.get(day) ?? new Map();
    days.set(day, sum);
    readCells(
      cells,
      () => true,
      (...cell) => addCell(sum, ...cell),
    );
  }
  return [...days].flatMap(([day, cells]) =>
    [...cells].flatMap(([slice, kinds]) =>
      [...kinds].flatMap(([kind, entries]) => [...entries].map(([entry, n]) => ({ day, slice, kind, entry, n }))),
    ),
  );
}

/** What a slice is of, from a row that has its columns. */
export const sliceColumns = (of: string) =>
  `${of}.channel, ${of}.connection_id AS "connectionId", ${of}.agent_id AS "agentId", ${of}.team_id AS "teamId", ${of}.language, ${of}.priority,
   ${of}.tags, ${of}.fields`;

export async function readSlices(sql: Sql, workspaceId: string, ids: number[]): Promise<Map<number, Slice>> {
  const rows = await sql.query<Slice & { id: number }>(
    `SELECT id, ${sliceColumns('report_slice')} FROM report_slice WHERE workspace_id = $1 AND id = ANY($2::int[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map(({ id, ...slice }) => [id, slice]));
}

export interface PackedDay {
  dimension: string;
  value: string;
  day: string;
  counts: Buffer;
  calendar: Buffer;
  business: Buffer;
  work: Buffer;
  promises: Buffer;
}

export function readPacked(
  tx: Tx,
  workspaceId: string,
  of: { dimension: string; value: string; day: string }[],
): Promise<PackedDay[]> {
  return tx.query(
    `SELECT d.dimension, d.value, d.day::text, d.counts, d.calendar, d.business, d.work, d.promises FROM report_day d
     JOIN unnest($2::text[], $3::text[], $4::date[]) AS w(dimension, value, day)
       ON w.dimension = d.dimension AND w.value = d.value AND w.day = d.day WHERE d.workspace_id = $1`,
    [workspaceId, of.map((row) => row.dimension), of.map((row) => row.value), of.map((row) => row.day)],
  );
}

export async function writePacked(tx: Tx, workspaceId: string, days: PackedDay[]): Promise<void> {
  if (days.length === 0) return;
  await tx.query(
    `INSERT INTO report_day (workspace_id, dimension, value, day, counts, calendar, business, work, promises)
     SELECT $1::uuid, d.* FROM unnest($2::text[], $3::text[], $4::date[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[]) AS d
     ON CONFLICT (workspace_id, dimension, value, day) DO UPDATE
       SET counts = EXCLUDED.counts, calendar = EXCLUDED.calendar, business = EXCLUDED.business, work = EXCLUDED.work,
         promises = EXCLUDED.promises`,
    [
      workspaceId,
      days.map((row) => row.dimension),
      days.map((row) => row.value),
      days.map((row) => row.day),
      days.map((row) => row.counts),
      days.map((row) => row.calendar),
      days.map((row) => row.business),
      days.map((row) => row.work),
      days.map((row) => row.promises),
    ],
  );
}
