// Up to when this agent has looked at a ticket, kept in this browser: where the "new" line is drawn.
const KEY = 'otklik.seen';
const KEPT = 2000;

let seen: Map<string, string> | null = null;

function load(): Map<string, string> {
  if (seen) return seen;
  try {
    seen = new Map(JSON.parse(localStorage.getItem(KEY) ?? '[]') as [string, string][]);
  } catch {
    seen = new Map();
  }
  return seen;
}

/** The instant of the last message seen in a ticket, or null. */
export const seenUntil = (ticketId: string): string | null => load().get(ticketId) ?? null;

export function markSeen(ticketId: string, until: string): void {
  const known = load();
  if ((known.get(ticketId) ?? '') >= until) return;
  known.delete(ticketId);
  known.set(ticketId, until);
  const kept = [...known].slice(-KEPT);
  localStorage.setItem(KEY, JSON.stringify(kept));
}
