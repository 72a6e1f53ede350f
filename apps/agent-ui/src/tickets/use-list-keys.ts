// The keys that walk through the list, choose in it, and act on what is chosen, open, or under the cursor.
import { useShortcuts } from '../shell/shortcuts.js';
import { prefetchTicket } from './prefetch.js';
import type { Rows } from './rows-of.js';
import { nothing, type Selection, stretch, take, toggle } from './selection.js';
import type { BulkTool } from './tool-state.js';

interface ListKeys {
  rows: Rows;
  view: string;
  ticketId: string | null;
  cursor: string | null;
  setCursor: (id: string) => void;
  selection: Selection;
  select: (change: (before: Selection) => Selection) => void;
  peeked: string | null;
  peek: (id: string | null) => void;
  reveal: (index: number) => void;
  open: (id: string) => void;
  /** Opens a tool for what is chosen or under the cursor. */
  use: (tool: BulkTool) => void;
}

/** The ids from one row to another in the order of the list, both included. */
export const idsBetween = (rows: Rows) => (from: string, to: string) => {
  const places = [rows.indexOf(from), rows.indexOf(to)].filter((at) => at >= 0);
  return places.length === 0 ? [] : rows.slice(Math.min(...places), Math.max(...places) + 1).map((row) => row.id);
};

export function useListKeys(list: ListKeys): void {
  const { rows, view, ticketId, cursor, selection, select, peeked } = list;
  const move = (step: number, event: KeyboardEvent) => {
    const at = rows.indexOf(cursor);
    const next = at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.count - 1);
    const row = rows.at(next);
    if (!row) return;
    list.setCursor(row.id);
    list.reveal(next);
    if (event.shiftKey) {
      const from = cursor ?? row.id;
      select((before) => stretch(before.anchor ? before : { ...before, anchor: from }, row.id, idsBetween(rows)));
      return;
    }
    // What is opened fetches by itself what it has not at hand.
    if (!peeked && ticketId && selection.ids.size === 0) list.open(row.id);
    else {
      if (peeked) list.peek(row.id);
      void prefetchTicket(row.id);
    }
  };
  const chosen = selection.ids.size > 0;
  // With a ticket open, its own keys act on it; sleep is the list's in both cases.
  const acts = chosen || (!ticketId && cursor !== null);
  useShortcuts({
    j: (event) => move(1, event),
    k: (event) => move(-1, event),
    ArrowDown: (event) => move(1, event),
    ArrowUp: (event) => move(-1, event),
    Enter: () => cursor && list.open(cursor),
    x: () => cursor && select((before) => toggle(before, cursor)),
    'mod+a': () =>
      select((before) =>
        take(
          before,
          rows.slice(0, rows.count).map((row) => row.id),
        ),
      ),
    ' ': () => cursor && list.peek(peeked ? null : cursor),
    s: () => (acts || ticketId) && list.use('snooze'),
    ...(acts
      ? {
          a: () => list.use('assign'),
          e: () => list.use('solve'),
          t: () => list.use('tags'),
          p: () => list.use('priority'),
        }
      : {}),
    ...(selection.ids.size > 1 ? { m: () => list.use('merge') } : {}),
    ...(peeked ? { Escape: () => list.peek(null) } : chosen ? { Escape: () => select(() => nothing(view)) } : {}),
  });
}
