// The loaded pages of a list as one row of rows, without copying them: a row by its place, a place by its id.
import type { TicketRow } from '@otklik/contract';

export interface Rows {
  count: number;
  at(index: number): TicketRow | undefined;
  /** -1: it is not loaded. */
  indexOf(id: string | null): number;
  slice(from: number, to: number): TicketRow[];
}

export const NO_ROWS: Rows = rowsOf([]);

export function rowsOf(pages: { items: TicketRow[] }[]): Rows {
  const starts: number[] = [];
  let count = 0;
  for (const page of pages) {
    starts.push(count);
    count += page.items.length;
  }
  const at = (index: number): TicketRow | undefined => {
    if (index < 0 || index >= count) return undefined;
    let [low, high] = [0, pages.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return pages[low]?.items[index - starts[low]!];
  };
  const indexOf = (id: string | null): number => {
    if (id === null) return -1;
    for (const [page, { items }] of pages.entries()) {
      const found = items.findIndex((row) => row.id === id);
      if (found >= 0) return starts[page]! + found;
    }
    return -1;
  };
  const slice = (from: number, to: number): TicketRow[] => {
    const found: TicketRow[] = [];
    for (let index = Math.max(0, from); index < Math.min(count, to); index++) found.push(at(index)!);
    return found;
  };
  return { count, at, indexOf, slice };
}
