// What this agent last saw, kept in this browser: a second visit shows the queue before the desk has answered. Bounded, of one version,
// of one agent, gone at sign-out.
import type { InfiniteData } from '@tanstack/react-query';
import { queryClient } from './queries.js';
import type { Me, TicketPage } from './shapes.js';

/** Another number when what is kept changes its shape: what was kept before is then forgotten. */
const VERSION = 1;
const KEPT = 'otklik.last-known';
/** Whose browser it is now; written at sign-in alone. What is kept by or for anybody else is neither written nor shown. */
const WHOSE = 'otklik.whose';
/** What this agent searched for: names and words of customers. */
const SEARCHES = 'otklik.searches';
const LISTS = 6;
const ROWS = 50;
const MAX_AGE_MS = 3 * 86_400_000;
const MAX_LETTERS = 1_500_000;
const GATHER_MS = 2500;
const FURNITURE = ['agents', 'teams', 'tags', 'counts', 'views'];

type Entry = [key: readonly unknown[], value: unknown];
interface LastKnown {
  version: number;
  agentId: string;
  at: number;
  me: Me;
  entries: Entry[];
}

const ownerOf = (me: Me) => `${me.workspace.id}:${me.agent.id}`;
let frozen = false;

/** Shows what was kept, each piece as old, so that it is asked anew. @returns who it belongs to, or null */
export function recall(): Me | null {
  const kept = read();
  if (!kept) return null;
  const old = { updatedAt: 1 };
  for (const [key, value] of kept.entries) queryClient.setQueryData(key, value, old);
  queryClient.setQueryData(['me'], kept.me, old);
  return kept.me;
}

function read(): LastKnown | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as LastKnown | null;
    if (!kept) return null;
    const good =
      kept.version === VERSION && Date.now() - kept.at < MAX_AGE_MS && localStorage.getItem(WHOSE) === kept.agentId;
    if (good) return kept;
  } catch {
    // What cannot be read is as good as nothing.
  }
  localStorage.removeItem(KEPT);
  return null;
}

/** Somebody signed in here, or the desk said who it is. Nothing of anybody else stays. */
export function belongsTo(me: Me): void {
  const owner = ownerOf(me);
  if (localStorage.getItem(WHOSE) !== owner) for (const name of [KEPT, SEARCHES]) localStorage.removeItem(name);
  localStorage.setItem(WHOSE, owner);
  frozen = false;
}

/** Signed out, here or by the desk. */
export function forgetAll(): void {
  frozen = true;
  for (const name of [KEPT, WHOSE, SEARCHES]) localStorage.removeItem(name);
}

/** From now on what is seen is kept: a moment after it changes, and when the page is left. */
export function remember(): void {
  let due: ReturnType<typeof setTimeout> | null = null;
  const soon = (key: readonly unknown[]) => {
    if (due || !(key[0] === 'tickets' || FURNITURE.includes(String(key[0])))) return;
    due = setTimeout(() => {
      due = null;
      if ('requestIdleCallback' in window) requestIdleCallback(keep, { timeout: 2000 });
      else keep();
    }, GATHER_MS);
  };
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') soon(event.query.queryKey);
  });
  addEventListener('pagehide', keep);
  // Another window of this browser: somebody else signed in there, and the session is now theirs.
  addEventListener('storage', (event) => {
    const me = queryClient.getQueryData<Me>(['me']);
    if (event.key === WHOSE && me && event.newValue !== ownerOf(me)) {
      frozen = true;
      location.reload();
    }
  });
}

function keep(): void {
  const me = queryClient.getQueryData<Me>(['me']);
  if (frozen || !me || localStorage.getItem(WHOSE) !== ownerOf(me)) return;
  const kept: LastKnown = {
    version: VERSION,
    agentId: ownerOf(me),
    at: Date.now(),
    // The token of this session is asked for again.
    me: { ...me, csrf: '' },
    entries: [...lists(), ...furniture()],
  };
  try {
    const text = JSON.stringify(kept);
    if (text.length <= MAX_LETTERS) localStorage.setItem(KEPT, text);
  } catch {
    // No room: drafts are worth more.
    localStorage.removeItem(KEPT);
  }
}

function lists(): Entry[] {
  const known = queryClient
    .getQueryCache()
    .findAll({ queryKey: ['tickets'] })
    .filter((query) => query.state.status === 'success')
    .sort((a, b) => Number(b.isActive()) - Number(a.isActive()) || b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  return known.slice(0, LISTS).flatMap((query): Entry[] => {
    const data = query.state.data as InfiniteData<TicketPage>;
    const first = data.pages[0];
    if (!first) return [];
    // The place to go on from is the desk's to say: the list is asked anew before anybody scrolls to its end.
    const page = { items: first.items.slice(0, ROWS), next: first.items.length > ROWS ? null : first.next };
    return [[query.queryKey, { pages: [page], pageParams: data.pageParams.slice(0, 1) }]];
  });
}

function furniture(): Entry[] {
  return FURNITURE.flatMap((name): Entry[] => {
    const value = queryClient.getQueryData([name]);
    return value === undefined ? [] : [[[name], value]];
  });
}
