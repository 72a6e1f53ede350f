// A conversation as one ordered list of lines, whatever order and however often they come.
import type { ConversationItem, MessageItem } from '@otklik/contract';
import type { Conversation } from '../api/queries.js';
import type { ConversationPage } from '../api/shapes.js';

/** New lines replace known ones with the same id; order is by seq. */
export function mergeItems(known: ConversationItem[], fresh: ConversationItem[]): ConversationItem[] {
  if (fresh.length === 0) return known;
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of fresh) byId.set(item.id, item);
  return [...byId.values()].sort((a, b) => a.seq - b.seq || a.id.localeCompare(b.id));
}

/** With the lines above `edge`, from which they were asked; what has come at the foot meanwhile stays. No longer the edge: as it is. */
export const withOlder = (known: Conversation, older: ConversationPage, edge: number): Conversation =>
  known.edge === edge ? { items: mergeItems(known.items, older.items), more: older.more, edge: older.edge } : known;

/** With one's own line, unless it has been told already: then what was told is newer. */
export const withOwn = (known: Conversation, item: ConversationItem): Conversation =>
  known.items.some((one) => one.id === item.id) ? known : { ...known, items: mergeItems(known.items, [item]) };

/** With one line changed, unless it has been told anew since it was seen like this. */
export const withChanged = (known: Conversation, seen: MessageItem, change: Partial<MessageItem>): Conversation => ({
  ...known,
  items: known.items.map((one) =>
    one.id === seen.id && one.type === 'message' && one.state === seen.state ? { ...one, ...change } : one,
  ),
});

/** Without the lines below the edge: old messages that came only because their mark is new; their neighbours are not here yet. */
export const fromEdge = (items: ConversationItem[], edge: number | null): ConversationItem[] =>
  edge === null ? items : items.filter((item) => item.seq >= edge);

/** The seq after which to ask the desk again: it answers with every line that is new or has changed since. */
export const lastSeq = (items: ConversationItem[]): number => items.at(-1)?.seq ?? 0;
