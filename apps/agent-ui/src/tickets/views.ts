// The views of the queue: which rows belong to each, and how a list is ordered; the same rules as the desk's own.
import type { TicketRow } from '@otklik/contract';

export const VIEWS = ['open', 'mine', 'unassigned', 'pending', 'hold', 'at-risk', 'solved', 'spam'] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['waiting', 'due', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** How a view stands until somebody chooses otherwise. */
export const firstSort = (view: View): Sort => (view === 'at-risk' ? 'due' : 'waiting');

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
    case 'at-risk':
      return isActive(row) && Boolean(row.sla?.warned || row.sla?.breached);
    case 'solved':
      return !row.spam && !isActive(row);
    case 'spam':
      return row.spam;
  }
}

/** Negative when `a` stands above `b`. */
export function compareRows(a: TicketRow, b: TicketRow, sort: Sort): number {
  if (sort === 'newest') return b.lastMessageAt.localeCompare(a.lastMessageAt) || b.id.localeCompare(a.id);
  const instant = (row: TicketRow) => (sort === 'due' ? (row.sla?.dueAt ?? null) : row.waitingSince);
  const idle = Number(instant(a) === null) - Number(instant(b) === null);
  if (idle !== 0) return idle;
  const place = (row: TicketRow) => instant(row) ?? row.waitingSince ?? row.lastMessageAt;
  return place(a).localeCompare(place(b)) || a.id.localeCompare(b.id);
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
