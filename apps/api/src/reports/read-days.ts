// What reports are counted from: the cells of some days under some filters, from the smallest rows of rollups that hold them.
import { groupingFields } from '../people/fields/grouping-fields.js';
import type { Sql, Tx } from '../platform/database/database.js';
import { readCells } from './cell-block.js';
import { NOW_DAY, type Slice, sliceName } from './cells.js';
import { CELLS_OF_ROWS, entryOfRow } from './cells-of-rows.js';
import type { Sliced } from './figures.js';
import { addDays } from './report-period.js';
import {
  COLUMNS,
  type Column,
  groupsOf,
  readChanges,
  rollupState,
  SLICED,
  sliceColumns,
  WHOLE,
} from './rollup.store.js';

/** Which rows: the workspace's, of these dimensions. Null or absent: any. */
export interface Filters {
  workspaceId: string;
  channel: string | null;
  teamId: string | null;
  agentId: string | null;
  connectionId?: string | null | undefined;
  language?: string | null | undefined;
  tag?: number | null | undefined;
  priority?: number | null | undefined;
  /** A field of the workspace's own with one of its values, as `fieldItem` writes it. */
  fieldValue?: string | null | undefined;
}

export interface DaysAsk {
  filters: Filters;
  timeZone: string;
  from: string;
  /** The day after the last; null: all that follow. */
  until: string | null;
  columns: readonly Column[];
  /** Also tells cells apart by this. */
  by?: Sliced | 'slice' | null;
  /** Which field, where it is by a field. */
  field?: string | null | undefined;
}

/** `group` is '' unless asked for; a cell of several tags is told once for each. By 'slice' it is a key of `slices`. `entry` numbers a name where cells have one. */
export type Hear = (kind: number, entry: number, n: number, group: string) => void;

export interface DayOfCells {
  day: string;
  tell(hear: Hear): void;
}

export interface CellsOfDays {
  /** In order; days without any are left out. */
  days: DayOfCells[];
  /** What the entries of surveys and of reasons stand for. */
  names: ReadonlyMap<number, string>;
  slices: ReadonlyMap<string, Slice>;
}

/** So many days are counted before others have their turn. */
export const BREATH = 40;

const END = '2300-01-01';
const FILTERED: readonly [keyof Filters, Sliced][] = [
  ['channel', 'channel'],
  ['teamId', 'team'],
  ['agentId', 'agent'],
  ['connectionId', 'connection'],
  ['language', 'language'],
  ['tag', 'tag'],
  ['priority', 'priority'],
  ['fieldValue', 'field'],
];

const filtersIn = (filters: Filters): [Sliced, string][] =>
  FILTERED.flatMap(([name, dimension]) => {
    const value = filters[name];
    return value === null || value === undefined ? [] : [[dimension, String(value)] as [Sliced, string]];
  });

/** Conditions on the columns of a slice, `s`; give keeps a parameter and answers its place. */
function sliceWhere(filters: [Sliced, string][], give: (value: unknown) => string): string {
  const each = filters.map(([dimension, value]) => {
    if (dimension === 'tag') return `s.tags @> ARRAY[${give(Number(value))}::int]`;
    if (dimension === 'field') return `s.fields @> ARRAY[${give(value)}::text]`;
    if (dimension === 'priority') return `s.priority = ${give(Number(value))}::smallint`;
    if (dimension === 'channel' || dimension === 'language') return `s.${dimension} = ${give(value)}`;
    return `s.${dimension}_id = ${give(value)}::uuid`;
  });
  return each.length === 0 ? 'true' : each.join(' AND ');
}

/** The same filters on narrow rows: x is the row, and its ticket where `t` is given, else x is the ticket. Parameters from $1, the workspace. */
export function rowWhere(filters: Filters, row: string, ticket = row): { where: string; params: unknown[] } {
  const params: unknown[] = [filters.workspaceId];
  const each = filtersIn(filters).map(([dimension, value]) => {
    if (dimension === 'field') return fieldHolds(ticket, value, (given) => `$${params.push(given)}`);
    const place = `$${params.push(dimension === 'tag' || dimension === 'priority' ? Number(value) : value)}`;
    if (dimension === 'priority') return `${row}.priority = ${place}::smallint`;
    if (dimension === 'tag') return `${ticket}.tags @> ARRAY[${place}::int]`;
    if (dimension === 'language') return `${ticket}.language = ${place}`;
    return dimension === 'channel' ? `${row}.channel = ${place}` : `${row}.${dimension}_id = ${place}::uuid`;
  });
  return { where: [`${row}.workspace_id = $1`, `NOT ${row}.gone`, ...each].join(' AND '), params };
}

/** Whether a ticket has this value of a field: one of several where it has several. */
export function fieldHolds(ticket: string, item: string, give: (value: unknown) => string): string {
  const at = item.indexOf(':');
  const [field, value] = [give(item.slice(0, at)), give(item.slice(at + 1))];
  return `(${ticket}.fields ->> ${field}::text = ${value}::text OR ${ticket}.fields -> ${field}::text @> to_jsonb(${value}::text))`;
}

const inColumns = (columns: readonly Column[], kind: string) =>
  `(${columns.map((name) => `${kind} BETWEEN ${COLUMNS[name][0]} AND ${COLUMNS[name][1]}`).join(' OR ')})`;

/** Makes a transaction one look at one moment; and rows of a few are found by their index, not by reading through a table of millions. */
export async function readOneMoment(tx: Tx): Promise<void> {
  await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await tx.query('SET LOCAL random_page_cost = 1.1');
}

/** Call inside a transaction that sees one moment: a change moves from one table to another when it is merged. */
export async function readDays(sql: Sql, ask: DaysAsk): Promise<CellsOfDays> {
  const state = await rollupState(sql, ask.filters.workspaceId);
  const until = ask.until ?? END;
  const made = state?.timeZone === ask.timeZone ? (state.nextDay ?? ask.from) : END;
  const days = new Map<string, ((hear: Hear) => void)[]>();
  const add = (day: string, tell: (hear: Hear) => void) => {
    const known = days.get(day);
    if (known) known.push(tell);
    else days.set(day, [tell]);
  };
  const names = new Map<number, string>();
  const grouped = new Groups(ask);
  if (ask.columns.includes('counts')) {
    const rows = await sql.query<{ id: number; name: string }>(
      'SELECT id, name FROM report_cell_name WHERE workspace_id = $1',
      [ask.filters.workspaceId],
    );
    for (const { id, name } of rows) names.set(id, name);
  }
  if (made > ask.from) await fromRows(sql, ask, ask.from, made < until ? made : until, { names, grouped }, add);
  if (made < until) await fromRollups(sql, ask, made > ask.from ? made : ask.from, until, grouped, add);
  return {
    slices: grouped.slices,
    days: [...days]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([day, tells]) => ({
        day,
        tell: (hear) => {
          for (const tell of tells) tell(hear);
        },
      })),
    names,
  };
}

/** What is so now, whatever the day; null where nothing was added up yet: the rows themselves must be counted. */
export async function readNow(
  sql: Sql,
  ask: Pick<DaysAsk, 'filters' | 'by' | 'field'> & { column?: Column },
): Promise<DayOfCells | null> {
  if (!(await rollupState(sql, ask.filters.workspaceId))) return null;
  const tells: ((hear: Hear) => void)[] = [];
  const [from, until] = [NOW_DAY, addDays(NOW_DAY, 1)];
  const which: DaysAsk = { ...ask, timeZone: '', from, until, columns: [ask.column ?? 'counts'] };
  await fromRollups(sql, which, from, until, new Groups(ask), (_, tell) => void tells.push(tell));
  return {
    day: NOW_DAY,
    tell: (hear) => {
      for (const tell of tells) tell(hear);
    },
  };
}

type Add = (day: string, tell: (hear: Hear) => void) => void;

/** In which groups a slice is, by what is asked. */
class Groups {
  readonly slices = new Map<string, Slice>();

  constructor(private readonly ask: Pick<DaysAsk, 'by' | 'field'>) {}

  of(slice: Slice | null, key: string): string[] {
    const { by = null, field = null } = this.ask;
    if (by === null || slice === null) return [''];
    if (by !== 'slice') return groupsOf(slice, by, field);
    this.slices.set(key, slice);
    return [key];
  }
}

async function fromRollups(
  sql: Sql,
  ask: DaysAsk,
  from: string,
  until: string,
  grouped: Groups,
  add: Add,
): Promise<void> {
  const { workspaceId } = ask.filters;
  const filters = filtersIn(ask.filters);
  const by = ask.by ?? null;
  const sliced = filters.length > 1 || (filters.length === 1 && by !== null) || by === 'slice' || by === 'field';
  const groups = sliced ? await slicesOf(sql, workspaceId, filters, grouped) : null;
  const params: unknown[] = [workspaceId, from, until];
  const give = (value: unknown) => `$${params.push(value)}`;
  const which = sliced
    ? `dimension = '${SLICED}'`
    : by !== null
      ? `dimension = ${give(by)}`
      : filters.length === 0
        ? `dimension = '${WHOLE}'`
        : `dimension = ${give(filters[0]![0])} AND value = ${give(filters[0]![1])}`;
  const rows = await sql.query<{ day: string; value: string } & Record<Column, Buffer>>(
    `SELECT day::text, value, ${ask.columns.join(', ')} FROM report_day
     WHERE workspace_id = $1 AND ${which}${sliced || (filters.length === 0 && by === null) ? ` AND value = ''` : ''}
       AND day >= $2::date AND day < $3::date`,
    params,
  );
  for (const row of rows)
    for (const column of ask.columns)
      add(row.day, (hear) => {
        if (!groups)
          readCells(row[column], always, (_, kind, entry, n) => hear(kind, entry, n, by === null ? '' : row.value));
        else
          readCells(
            row[column],
            (slice) => groups.has(slice),
            (slice, kind, entry, n) => {
              for (const group of groups.get(slice)!) hear(kind, entry, n, group);
            },
          );
      });
  await addChanges(sql, ask, { from, until, known: groups, grouped }, add);
}

const always = () => true;

/** The slices that meet the filters, each with the groups it belongs to. */
async function slicesOf(
  sql: Sql,
  workspaceId: string,
  filters: [Sliced, string][],
  grouped: Groups,
): Promise<Map<number, string[]>> {
  const params: unknown[] = [workspaceId];
  const where = sliceWhere(filters, (value) => `$${params.push(value)}`);
  const rows = await sql.query<Slice & { id: number }>(
    `SELECT s.id, ${sliceColumns('s')} FROM report_slice s WHERE s.workspace_id = $1 AND ${where}`,
    params,
  );
  return new Map(rows.map(({ id, ...slice }) => [id, grouped.of(slice, String(id))]));
}

/** What is not merged yet. */
async function addChanges(
  sql: Sql,
  ask: DaysAsk,
  {
    from,
    until,
    known,
    grouped,
  }: { from: string; until: string; known: Map<number, string[]> | null; grouped: Groups },
  add: Add,
): Promise<void> {
  const { workspaceId } = ask.filters;
  const changes = await readChanges(sql, workspaceId, from, until);
  const filters = filtersIn(ask.filters);
  const by = ask.by ?? null;
  const any = filters.length === 0 && by === null;
  const groups = changes.length === 0 || any ? null : (known ?? (await slicesOf(sql, workspaceId, filters, grouped)));
  for (const { day, slice, kind, entry, n } of changes) {
    if (!ask.columns.some((name) => kind >= COLUMNS[name][0] && kind <= COLUMNS[name][1])) continue;
    for (const group of groups ? (groups.get(slice) ?? []) : ['']) add(day, (hear) => hear(kind, entry, n, group));
  }
}

/** Where rollups are not made yet: the same, slowly. */
async function fromRows(
  sql: Sql,
  ask: DaysAsk,
  from: string,
  until: string,
  { names, grouped }: { names: Map<number, string>; grouped: Groups },
  add: Add,
): Promise<void> {
  const apart = (ask.by ?? null) !== null;
  const grouping = await groupingFields(sql, ask.filters.workspaceId);
  const params: unknown[] = [ask.filters.workspaceId, from, until, ask.timeZone, [...grouping]];
  const where = sliceWhere(filtersIn(ask.filters), (value) => `$${params.push(value)}`);
  const rows = await sql.query<Slice & { day: string; kind: number; entry: number; name: string | null; n: number }>(
    `SELECT ((s.at AT TIME ZONE $4)::date)::text AS day, s.kind, s.entry, s.name, sum(s.n)::float8 AS n ${apart ? `, ${sliceColumns('s')}` : ''}
     FROM (${CELLS_OF_ROWS}) AS s
     WHERE ${inColumns(ask.columns, 's.kind')} AND ${where} GROUP BY 1, 2, 3, 4 ${apart ? ', 6, 7, 8, 9, 10, 11, 12, 13' : ''}`,
    params,
  );
  const numbers = new Map([...names].map(([id, name]) => [name, id]));
  for (const { day, kind, entry, name, n, ...slice } of rows) {
    let number = entryOfRow(kind, entry);
    if (name !== null) {
      // A name that has no number yet gets one for this answer.
      number = numbers.get(name) ?? -1 - numbers.size;
      numbers.set(name, number);
      names.set(number, name);
    }
    for (const group of grouped.of(apart ? slice : null, apart ? sliceName(slice) : ''))
      add(day, (hear) => hear(kind, number, n, group));
  }
}
