// The walk of a search through the messages: partition by partition from the newest, until the page is full or time is up.
import { sidesUnder } from '../sides/side.store.js';
import {
  clip,
  type Hit,
  inPhrase,
  inTheirTickets,
  LOWEST,
  type MessageAsk,
  messageRanges,
  messagesIn,
  type Reads,
  ticketsAbove,
  timeOf,
} from './search.store.js';
import type { Condition } from './search-conditions.js';

export interface Walk {
  ask: MessageAsk;
  /** What the tickets' conditions mean for a message, known to an index. */
  nearer: Condition | null;
  after: Date | null;
  before: Date | null;
  /** Where the page before ended. */
  below: string | null;
  limit: number;
}

/** A walk stops here even if its page is not full: the next page goes on from there. */
const BUDGET_MS = 1000;
/** Hits asked for at once, at first and at most: a common word with a rare filter takes longer strides. */
const STRIDE = 4;
const LONGEST_STRIDE = 8000;
const DAY_MS = 86_400_000;
/** The days of the next look, beside those of this one, when nothing was found. */
const FURTHER = 8;

/** `below`: the position of the next page; null: there is no more. A page may hold less than its limit, or nothing, and go on. */
export async function walkMessages(sql: Reads, walk: Walk): Promise<{ hits: Hit[]; below: string | null }> {
  const began = Date.now();
  const seen = new Set<string>();
  const hits: Hit[] = [];
  const tired = () => Date.now() - began > BUDGET_MS;
  let rest = clip(await messageRanges(sql), walk.after, walk.before, walk.below);
  let floor = Math.min(began, walk.before?.getTime() ?? began, walk.below ? timeOf(walk.below) : began);
  const ask = walk.nearer ? { ...walk.ask, conditions: [...walk.ask.conditions, walk.nearer] } : walk.ask;
  // A common word fills its page within a day; for a rare one a few looks reach back to the beginning.
  for (let days = 1; rest.length > 0; ) {
    floor = Math.max(0, floor - days * DAY_MS);
    // What little fits is gathered at the same price from a whole partition as from some days of it.
    if (walk.nearer) floor = Math.min(floor, timeOf(rest.find(({ from }) => timeOf(from) <= floor)?.from ?? LOWEST));
    const before = hits.length;
    let span = clip(rest, new Date(floor), null, null);
    for (let stride = walk.limit * STRIDE; span.length > 0; stride = Math.min(stride * STRIDE, LONGEST_STRIDE)) {
      const rows = await messagesIn(sql, ask, span, stride);
      hits.push(...(await fresh(sql, walk, await inPhrase(sql, walk.ask, rows), seen)));
      if (hits.length > walk.limit) return { hits: hits.slice(0, walk.limit), below: hits[walk.limit - 1]!.id };
      if (rows.length < stride) break;
      if (tired()) return { hits, below: rows.at(-1)!.id };
      span = clip(span, null, null, rows.at(-1)!.id);
    }
    rest = clip(rest, null, new Date(floor), null);
    if (rest.length > 0 && tired()) return { hits, below: rest[0]!.to };
    const found = hits.length - before;
    const likely = found === 0 ? FURTHER : Math.ceil((walk.limit + 1 - hits.length) / found);
    days = Math.max(1, days * Math.min(likely, FURTHER));
  }
  return { hits, below: null };
}

/** The newest hit of each ticket that was not seen yet, and stood on no earlier page. */
async function fresh(sql: Reads, walk: Walk, rows: Hit[], seen: Set<string>): Promise<Hit[]> {
  const placed = await inTheirTickets(sql, walk.ask, rows);
  const first = placed.filter((row) => !seen.has(row.ticketId) && seen.add(row.ticketId));
  if (first.length === 0 || !walk.below) return first;
  const earlier = await onEarlierPages(
    sql,
    walk.ask,
    first.map((row) => row.ticketId),
    walk.below,
  );
  return first.filter((row) => !earlier.has(row.ticketId));
}

/** In their own words, or in those of their side conversations. */
async function onEarlierPages(sql: Reads, ask: MessageAsk, ids: string[], below: string): Promise<ReadonlySet<string>> {
  const sides = await sidesUnder(sql, ask.workspaceId, ids);
  const above = await ticketsAbove(sql, ask, [...ids, ...sides.keys()], below);
  return new Set(above.map((id) => sides.get(id) ?? id));
}
