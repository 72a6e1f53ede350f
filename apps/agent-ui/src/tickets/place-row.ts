// Where a changed row goes in the loaded pages of a list: only the pages that change are made anew, the others stay the same objects.
import type { TicketRow } from '@otklik/contract';
import { compareRows, type Sort } from './views.js';

interface Page {
  items: TicketRow[];
  next: string | null;
}

/** On which page each of these stands, as far as they are loaded: one walk through a list of many thousands, however many rows changed. */
export function pagesOf<P extends Page>(pages: P[], ids: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, { items }] of pages.entries()) for (const { id } of items) if (ids.has(id)) found.set(id, index);
  return found;
}

/**
 * Puts a changed row where it belongs, or takes it out (`stays`: whether it stands in this list at all). A row that would stand
 * below the last loaded one, while the desk has more, is left to the next page; one older than the known is ignored. `held`: the
 * page it stands on; null: on none.
 */
export function placeRow<P extends Page>(
  pages: P[],
  row: TicketRow,
  stays: boolean,
  sort: Sort,
  held = pagesOf(pages, new Set([row.id])).get(row.id) ?? null,
): P[] {
  if (held === null) return stays ? insert(pages, row, sort) : pages;
  const at = pages[held]!.items.findIndex((item) => item.id === row.id);
  const known = pages[held]!.items[at]!;
  if (known.seq > row.seq) return pages;
  const items = [...pages[held]!.items];
  if (stays && compareRows(known, row, sort) === 0) {
    items[at] = row;
    return withItems(pages, held, items);
  }
  items.splice(at, 1);
  const without = withItems(pages, held, items);
  return stays ? insert(without, row, sort) : without;
}

function insert<P extends Page>(pages: P[], row: TicketRow, sort: Sort): P[] {
  for (const [index, page] of pages.entries()) {
    const last = page.items.at(-1);
    const above = last !== undefined && compareRows(row, last, sort) < 0;
    if (!above && !(index === pages.length - 1 && page.next === null)) continue;
    const items = [...page.items];
    items.splice(above ? firstBelow(items, row, sort) : items.length, 0, row);
    return withItems(pages, index, items);
  }
  return pages;
}

/** The first that stands below the row, by halves. */
function firstBelow(items: TicketRow[], row: TicketRow, sort: Sort): number {
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRows(row, items[middle]!, sort) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function withItems<P extends Page>(pages: P[], index: number, items: TicketRow[]): P[] {
  return pages.map((page, i) => (i === index ? { ...page, items } : page));
}
