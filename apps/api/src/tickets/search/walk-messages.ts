// The walk of a search through the messages: partition by partition from the newest, until the page is full or time is up.
import {
  clip,
  type Hit,
  inPhrase,
  type MessageAsk,
  messageRanges,
  messagesIn,
  type Reads,
  ticketsAbove,
  ticketsLike,
} from './search.store.js';
import { type Condition, ofTickets } from './search-conditions.js';

export interface Walk {
  ask: MessageAsk;
  /** What the tickets must be like; null: the messages are only of tickets that are so. */
  tickets: Condition[] | null;
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

/** `below`: the position of the next page; null: there is no more. A page may hold less than its limit, or nothing, and go on. */
export async function walkMessages(sql: Reads, walk: Walk): Promise<{ hits: Hit[]; below: string | null }> {
  const began = Date.now();
  const seen = new Set<string>();
  const hits: Hit[] = [];
  const tired = () => Date.now() - began > BUDGET_MS;
  for (const range of clip(await messageRanges(sql), walk.after, walk.before, walk.below)) {
    let to = range.to;
    for (let stride = walk.limit * STRIDE; ; stride = Math.min(stride * STRIDE, LONGEST_STRIDE)) {
      const rows = await messagesIn(sql, walk.ask, { from: range.from, to }, stride);
      hits.push(...(await fitting(sql, walk, await inPhrase(sql, walk.ask, rows), seen)));
      if (hits.length > walk.limit) return { hits: hits.slice(0, walk.limit), below: hits[walk.limit - 1]!.id };
      if (rows.length < stride) break;
      to = rows.at(-1)!.id;
      if (tired()) return { hits, below: to };
    }
    if (tired()) return { hits, below: range.from };
  }
  return { hits, below: null };
}

/** The newest hit of each ticket that is as it must be, was not seen yet, and stood on no earlier page. */
async function fitting(sql: Reads, walk: Walk, rows: Hit[], seen: Set<string>): Promise<Hit[]> {
  const fresh = rows.filter((row) => !seen.has(row.ticketId) && seen.add(row.ticketId));
  let ids = fresh.map((row) => row.ticketId);
  if (ids.length > 0 && walk.tickets)
    ids = await ticketsLike(sql, walk.ask.workspaceId, [ofTickets(ids), ...walk.tickets], ids.length);
  const earlier = ids.length > 0 && walk.below ? await ticketsAbove(sql, walk.ask, ids, walk.below) : [];
  const fit = new Set(ids);
  for (const id of earlier) fit.delete(id);
  return fresh.filter((row) => fit.has(row.ticketId));
}
