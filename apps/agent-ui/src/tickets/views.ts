// The views of the queue: which rows belong to each, and how a list is ordered; the same rules as the desk's own.
import type { TicketRow } from '@otklik/contract';

export const VIEWS = ['open', 'mine', 'unassigned', 'pending', 'hold', 'solved', 'spam'] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['waiting', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Views that look back are always newest first. */
export const looksBack = (view: View) => view === 'solved' || view === 'spam';

export const isView = (text: string): text is View => (VIEWS as readonly string[]).includes(text);

export const isActive = (row: TicketRow) => !row.spam && row.state !== 'solved' && row.state !== 'closed';

/** Whether a row stands in a view; `me` is the agent who looks. */
export function belongs(row: TicketRow, view: View, me: string): boolean {
  switch (view) {
    case 'open':
      return isActive(row) && (row.state === 'new' || row.state === 'open');
    case 'mine':
      return isActive(row) && row.assigneeId === me;
    case 'unassigned':
      return isActive(row) && (row.state === 'new' || row.state === 'open') && row.assigneeId === null;
    case 'pending':
    case 'hold':
      return isActive(row) && row.state === view;
    case 'solved':
      return !row.spam && !isActive(row);
    case 'spam':
      return row.spam;
  }
}

/** Negative when `a` stands above `b`. */
export function compareRows(a: TicketRow, b: TicketRow, sort: Sort): number {
  if (sort === 'newest') return b.lastMessageAt.localeCompare(a.lastMessageAt) || b.id.localeCompare(a.id);
  const idle = Number(a.waitingSince === null) - Number(b.waitingSince === null);
  if (idle !== 0) return idle;
  return (
    (a.waitingSince ?? a.lastMessageAt).localeCompare(b.waitingSince ?? b.lastMessageAt) || a.id.localeCompare(b.id)
  );
}

interface Page {
  items: TicketRow[];
  next: string | null;
}

/**
 * Puts a changed row where it belongs in the loaded pages of a list, or takes it out. A row that would stand below the last
 * loaded one, while the desk has more, is left to the next page.
 */
export function placeRow<P extends Page>(pages: P[], row: TicketRow, view: View, sort: Sort, me: string): P[] {
  const without = pages.map((page) =>
    page.items.some((item) => item.id === row.id)
      ? { ...page, items: page.items.filter((item) => item.id !== row.id) }
      : page,
  );
  if (!belongs(row, view, me)) return without;
  for (const [index, page] of without.entries()) {
    const at = page.items.findIndex((item) => compareRows(row, item, sort) < 0);
    const last = index === without.length - 1;
    if (at === -1 && !(last && page.next === null)) continue;
    const items = [...page.items];
    items.splice(at === -1 ? items.length : at, 0, row);
    return without.map((other, i) => (i === index ? { ...other, items } : other));
  }
  return without;
}
