// Part of verification: the daily rollups, with what is not merged yet, are what the narrow rows add up to, to the last byte.
import { groupingFields } from '../people/fields/grouping-fields.js';
import type { Tx } from '../platform/database/database.js';
import { type Cell, NOW_DAY, type Slice } from './cells.js';
import { countCells, countedDays, countNow } from './cells-of-rows.js';
import { lay, type OpenDay, openDay, packDay, rollupKey } from './pack-days.js';
import { addDays } from './report-period.js';
import { CellNumbers, numbered, type PackedDay, readChanges, readSlices, rollupState } from './rollup.store.js';

const DAYS_AT_ONCE = 31;

export interface WrongRollup {
  /** E.g. `team 0199… on 2026-03-04`. */
  what: string;
  /** Bytes of cells, of those that are kept and of those that should be. */
  kept: number;
  counted: number;
}

/** Reads only. None where no rollups are made. */
export async function checkRollups(tx: Tx, workspaceId: string): Promise<{ checked: number; wrong: WrongRollup[] }> {
  const found = { checked: 0, wrong: [] as WrongRollup[] };
  const state = await rollupState(tx, workspaceId);
  const days = state && (await allDays(tx, workspaceId, state.timeZone));
  if (!state || !days) return found;
  const numbers = new CellNumbers('reading');
  const grouping = await groupingFields(tx, workspaceId);
  const laid = async (cells: Cell[]) => {
    const counted = new Map<string, OpenDay>();
    const slices = new Map<number, Slice>();
    const own = await numbered(tx, workspaceId, numbers, cells);
    for (const [i, { slice }] of own.entries()) slices.set(slice, cells[i]!.slice);
    lay(counted, own, slices);
    return counted;
  };
  const first = state.nextDay && state.nextDay > days.first ? state.nextDay : days.first;
  for (let from = first; from < days.after; from = addDays(from, DAYS_AT_ONCE)) {
    const until = addDays(from, DAYS_AT_ONCE);
    const kept = await keptDays(tx, workspaceId, from, until);
    compare(found, kept, await laid(await countCells(tx, workspaceId, from, until, state.timeZone, grouping)));
  }
  const now = await keptDays(tx, workspaceId, NOW_DAY, addDays(NOW_DAY, 1));
  compare(found, now, await laid(await countNow(tx, workspaceId, grouping)));
  return found;
}

function compare(
  found: { checked: number; wrong: WrongRollup[] },
  kept: Map<string, OpenDay>,
  counted: Map<string, OpenDay>,
): void {
  for (const key of new Set([...kept.keys(), ...counted.keys()])) {
    const [one, other] = [bytesOf(kept.get(key)), bytesOf(counted.get(key))];
    found.checked += 1;
    if (!one.equals(other))
      found.wrong.push({ what: nameOf((kept.get(key) ?? counted.get(key))!), kept: one.length, counted: other.length });
  }
}

function bytesOf(day: OpenDay | undefined): Buffer {
  if (!day) return Buffer.alloc(0);
  const { counts, calendar, business, work, promises } = packDay(day);
  return Buffer.concat([counts, calendar, business, work, promises]);
}

const nameOf = ({ dimension, value, day }: OpenDay) => `${dimension || 'all'} ${value} on ${day}`;

async function keptDays(tx: Tx, workspaceId: string, from: string, until: string): Promise<Map<string, OpenDay>> {
  const packed = await tx.query<PackedDay>(
    `SELECT dimension, value, day::text, counts, calendar, business, work, promises FROM report_day
     WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date`,
    [workspaceId, from, until],
  );
  const days = new Map(packed.map((row) => [rollupKey(row), openDay(row)]));
  const changes = await readChanges(tx, workspaceId, from, until);
  lay(days, changes, await readSlices(tx, workspaceId, [...new Set(changes.map((change) => change.slice))]));
  return days;
}

/** Also days of rollups that no row speaks of. */
async function allDays(
  tx: Tx,
  workspaceId: string,
  timeZone: string,
): Promise<{ first: string; after: string } | null> {
  const counted = await countedDays(tx, workspaceId, timeZone);
  const [kept] = await tx.query<{ first: string | null; after: string | null }>(
    `SELECT min(day)::text AS first, (max(day) + 1)::text AS after FROM (SELECT day FROM report_day WHERE workspace_id = $1
       UNION ALL SELECT day FROM report_change WHERE workspace_id = $1) AS days WHERE day > $2::date`,
    [workspaceId, NOW_DAY],
  );
  const ends = [counted?.first, counted?.after, kept!.first, kept!.after].filter((day) => day != null).sort();
  return ends.length === 0 ? null : { first: ends[0]!, after: ends.at(-1)! };
}
