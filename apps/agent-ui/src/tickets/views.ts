// The views of the queue: which rows belong to each, and how a list is ordered; the same rules as the desk's own.
import type { TicketRow } from '@otklik/contract';

export const VIEWS = [
  'open',
  'mine',
  'unassigned',
  'my-teams',
  'pending',
  'hold',
  'snoozed',
  'at-risk',
  'solved-today',
  'solved',
  'spam',
  'all',
] as const;
export type View = (typeof VIEWS)[number];
/** Where a list is found: one of the desk's own views, or the id of a saved one. */
export type Place = View | (string & {});
export const SORTS = ['waiting', 'due', 'priority', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Who looks, and on which day: some views are somebody's own, one ends with the day. */
export interface Looker {
  me: string;
  teams: ReadonlySet<string>;
  /** When today began where the workspace is, in milliseconds. */
  today: number;
}

const PAST: readonly string[] = ['solved-today', 'solved', 'spam', 'all'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How a view stands until somebody chooses otherwise. */
export const firstSort = (view: Place): Sort => (view === 'at-risk' ? 'due' : 'waiting');

/** Views that look back are always newest first. */
export const looksBack = (view: Place) => PAST.includes(view);

export const isView = (text: string): text is View => (VIEWS as readonly string[]).includes(text);
export const isSavedView = (text: string): boolean => UUID.test(text);

export const isActive = (row: TicketRow) => !row.spam && row.state !== 'solved' && row.state !== 'closed';

/** Asleep until an instant or the customer's next message: the desk says when it wakes. */
export const isSnoozed = (row: TicketRow) => Boolean(row.snoozedUntil);

/** Whether a row stands in one of the desk's own views. */
export function belongs(row: TicketRow, view: View, looker: Looker): boolean {
  if (row.gone) return false;
  if (view === 'all') return true;
  if (row.gone !== null) return false;
  if (view === 'spam') return row.spam;
  if (view === 'solved') return !row.spam && !isActive(row);
  if (view === 'solved-today') {
    return !row.spam && !isActive(row) && row.solvedAt !== null && Date.parse(row.solvedAt) >= looker.today;
  }
  if (!isActive(row)) return false;
  if (isSnoozed(row)) return view === 'snoozed';
  if (view === 'snoozed') return false;
  if (view === 'at-risk') return Boolean(row.sla?.warned || row.sla?.breached);
  const forUs = row.state === 'new' || row.state === 'open';
  switch (view) {
    case 'open':
      return forUs;
    case 'mine':
      return row.assigneeId === looker.me;
    case 'unassigned':
      return forUs && row.assigneeId === null;
    case 'my-teams':
      return forUs && row.teamId !== null && looker.teams.has(row.teamId);
    case 'pending':
    case 'hold':
      return row.state === view;
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Negative when `a` stands above `b`. Instants are ISO strings of one length: their letters order them. */
export function compareRows(a: TicketRow, b: TicketRow, sort: Sort): number {
  if (sort === 'newest') return order(b.lastMessageAt, a.lastMessageAt) || order(b.id, a.id);
  if (sort === 'priority' && a.priority !== b.priority) return b.priority - a.priority;
  const instant = (row: TicketRow) => (sort === 'due' ? (row.sla?.dueAt ?? null) : row.waitingSince);
  const idle = Number(instant(a) === null) - Number(instant(b) === null);
  if (idle !== 0) return idle;
  const place = (row: TicketRow) => instant(row) ?? row.waitingSince ?? row.lastMessageAt;
  return order(place(a), place(b)) || order(a.id, b.id);
}

/** How many a view holds, where the desk counts it; null: it is not counted. */
export function countOf(counts: object | undefined, view: Place): number | null {
  const saved = (counts as { views?: { id: string; count: number; more: boolean }[] } | undefined)?.views;
  const own = saved?.find((one) => one.id === view);
  if (own) return own.more ? null : own.count;
  const name = view.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const count = (counts as Record<string, unknown> | undefined)?.[name];
  return typeof count === 'number' ? count : null;
}
