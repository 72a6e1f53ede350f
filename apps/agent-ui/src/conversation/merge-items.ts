// A conversation as one ordered list of lines, whatever order and however often they come.
import type { ConversationItem } from '@otklik/contract';

/** New lines replace known ones with the same id; order is by seq. */
export function mergeItems(known: ConversationItem[], fresh: ConversationItem[]): ConversationItem[] {
  if (fresh.length === 0) return known;
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of fresh) byId.set(item.id, item);
  return [...byId.values()].sort((a, b) => a.seq - b.seq || a.id.localeCompare(b.id));
}

/** Without the lines below the edge: old messages that came only because their mark is new; their neighbours are not here yet. */
export const fromEdge = (items: ConversationItem[], edge: number | null): ConversationItem[] =>
  edge === null ? items : items.filter((item) => item.seq >= edge);

/** The seq after which to ask the desk again: it answers with every line that is new or has changed since. */
export const lastSeq = (items: ConversationItem[]): number => items.at(-1)?.seq ?? 0;
