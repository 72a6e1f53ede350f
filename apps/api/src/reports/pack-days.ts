// Path C, pure: cells of some days laid out as the rows of rollups they belong to, one column of bytes a group of kinds.
import { addCell, type Cells, packCells, unpackCells } from './cell-block.js';
import type { Slice } from './cells.js';
import { COLUMNS, type Column, type NumberedCell, type PackedDay, SLICED, valuesOf, WHOLE } from './rollup.store.js';

export interface OpenDay {
  dimension: string;
  value: string;
  day: string;
  columns: Record<Column, Cells>;
}

const NAMES = Object.keys(COLUMNS) as Column[];
const columnOf = (kind: number): Column => NAMES.find((name) => kind <= COLUMNS[name][1])!;
export const rollupKey = (row: { dimension: string; value: string; day: string }): string =>
  `${row.dimension}|${row.value}|${row.day}`;

/** Adds each cell to every row it counts in: the whole, the sliced, and one for each value of each dimension. */
export function lay(days: Map<string, OpenDay>, cells: NumberedCell[], slices: Map<number, Slice>): void {
  const placesOf = new Map<number, [string, string][]>();
  for (const { day, slice, kind, entry, n } of cells) {
    const places = placesOf.get(slice) ?? [[WHOLE, ''], ...valuesOf(slices.get(slice)!)];
    placesOf.set(slice, places);
    const column = columnOf(kind);
    addCell(opened(days, SLICED, '', day)[column], slice, kind, entry, n);
    for (const [dimension, value] of places) addCell(opened(days, dimension, value, day)[column], 0, kind, entry, n);
  }
}

function opened(days: Map<string, OpenDay>, dimension: string, value: string, day: string): OpenDay['columns'] {
  const key = rollupKey({ dimension, value, day });
  let row = days.get(key);
  if (!row) {
    const columns = {
      counts: new Map(),
      calendar: new Map(),
      business: new Map(),
      work: new Map(),
      promises: new Map(),
    };
    row = { dimension, value, day, columns };
    days.set(key, row);
  }
  return row.columns;
}

export const openDay = ({ dimension, value, day, ...packed }: PackedDay): OpenDay => ({
  ...{ dimension, value, day },
  columns: {
    counts: unpackCells(packed.counts),
    calendar: unpackCells(packed.calendar),
    business: unpackCells(packed.business),
    work: unpackCells(packed.work),
    promises: unpackCells(packed.promises),
  },
});

export const packDay = ({ dimension, value, day, columns }: OpenDay): PackedDay => ({
  ...{ dimension, value, day },
  counts: packCells(columns.counts),
  calendar: packCells(columns.calendar),
  business: packCells(columns.business),
  work: packCells(columns.work),
  promises: packCells(columns.promises),
});
