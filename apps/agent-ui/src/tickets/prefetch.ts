// Tickets that are likely to be opened next, with their conversations: fetched while nobody waits, kept, and renewed when news of them comes.
import { conversationQuery, queryClient, ticketQuery } from '../api/queries.js';
import { isEntered } from '../live/desk-socket.js';
import { whenIdle } from '../shell/after-paint.js';

const NEAR = 5;
/** Not all at once: what the agent asks for goes first. */
const AT_ONCE = 2;

let near: string[] = [];
let running = 0;
const listeners = new Set<() => void>();

/** The nearest of those next in the list whose words are at hand. */
export const atHand = (most: number): string[] => near.filter(isAtHand).slice(0, most);
const isAtHand = (id: string) =>
  Boolean(
    queryClient.getQueryData(ticketQuery(id).queryKey) && queryClient.getQueryData(conversationQuery(id).queryKey),
  );

/** Hears that others are near, or that one of them came to hand. */
export function onAtHand(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const tell = () => {
  for (const listener of listeners) listener();
};

export function prefetchTicket(id: string): Promise<unknown> {
  return Promise.all([queryClient.prefetchQuery(ticketQuery(id)), queryClient.prefetchQuery(conversationQuery(id))]);
}

/** These stand next in the list, the nearest first: they are fetched in turn and kept fresh. */
export function keepNear(ids: string[]): void {
  near = ids.slice(0, NEAR);
  tell();
  void work();
}

/** There is news of a ticket (null: of any): what is kept of its conversation is old, and is fetched anew if it is near. */
export function keepFresh(id: string | null): void {
  if (id !== null) {
    const kept = queryClient.getQueryCache().find({ queryKey: ['conversation', id] });
    // Who has it open hears its lines by the wire.
    if (!kept || isEntered(id)) return;
    void queryClient.invalidateQueries({ queryKey: ['conversation', id], refetchType: 'none' });
    if (!near.includes(id)) return;
  }
  void work();
}

async function work(): Promise<void> {
  if (running >= AT_ONCE) return;
  running++;
  await idle();
  for (let id = nextDue(); id; id = nextDue()) {
    await prefetchTicket(id);
    tell();
  }
  running--;
}

const inHand = new Set<string>();
function nextDue(): string | undefined {
  const due = near.find(
    (id) => !inHand.has(id) && (old(ticketQuery(id).queryKey) || old(conversationQuery(id).queryKey)),
  );
  if (!due) return undefined;
  // Asked once a while, even if it fails: the pane itself asks again when it is opened.
  inHand.add(due);
  setTimeout(() => inHand.delete(due), 2000);
  return due;
}

function old(queryKey: readonly unknown[]): boolean {
  const state = queryClient.getQueryState(queryKey);
  return !state?.data || state.isInvalidated;
}

const idle = () => new Promise<void>((resolve) => whenIdle(resolve, 500));
