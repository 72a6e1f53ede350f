// What changed rows do to the lists that are loaded: gathered for a frame, placed at once; saved views ask the desk who belongs.
import type { TicketRow } from '@otklik/contract';
import type { InfiniteData } from '@tanstack/react-query';
import { meQuery, queryClient, teamsQuery } from '../api/queries.js';
import type { Ticket, TicketPage } from '../api/shapes.js';
import { rowOf } from '../conversation/ticket-query.js';
import { pagesOf, placeRow } from '../tickets/place-row.js';
import { isScrolling } from '../tickets/scrolling.js';
import { belongs, isView, type Looker, type Sort } from '../tickets/views.js';
import { startOfToday } from '../words/moments.js';
import { takeNews } from './take-news.js';

type List = InfiniteData<TicketPage>;

/** Lists that were walked far down are asked anew from their head only: the rest comes as one scrolls. */
const KEPT_PAGES = 4;
const GATHER_MS = 16;
/** While a list is scrolled its news is looked at so often, ms, and waits at most so long. */
const LOOK_MS = 100;
const HELD_MS = 1000;
/** Of a great many so many are taken at once, and the others after the next frame. */
const MOST = 100;

/** Who looks at the lists of this browser, by what is known of them. */
export function looker(): Looker {
  const me = queryClient.getQueryData(meQuery.queryKey);
  const my = me?.agent.id ?? '';
  const teams = (queryClient.getQueryData(teamsQuery.queryKey) ?? []).filter((team) => team.memberIds.includes(my));
  return {
    me: my,
    teams: new Set(teams.map((team) => team.id)),
    today: startOfToday(me?.workspace.timeZone),
  };
}

let askMembers: (view: string, rows: TicketRow[]) => void = () => {};
/** Who is asked whether rows stand in a saved view. */
export function whoKnowsMembers(ask: typeof askMembers): void {
  askMembers = ask;
}

/** Puts changed rows into every loaded list and into the tickets that are loaded. Those older than the known are ignored. */
export function takeRows(rows: TicketRow[]): void {
  const fresh = rows.filter((row) => {
    const known = queryClient.getQueryData<Ticket>(['ticket', row.id]);
    if (known && known.seq > row.seq) return false;
    takeNews<Ticket>(['ticket', row.id], (now) => (now.seq > row.seq ? now : { ...now, ...rowOf(row) }));
    return true;
  });
  if (fresh.length === 0) return;
  const who = looker();
  for (const [key, list] of queryClient.getQueriesData<List>({ queryKey: ['tickets'] })) {
    const [, view, sort] = key as [string, string, Sort];
    if (isView(view)) placeInList(view, sort, fresh, (row) => belongs(row, view, who));
    else if (list) {
      // What stands there is shown as it is now; who comes and who goes is for the desk to say.
      const here = new Set(list.pages.flatMap((page) => page.items.map((item) => item.id)));
      placeInList(
        view,
        sort,
        fresh.filter((row) => here.has(row.id)),
        (row) => !row.gone,
      );
      askMembers(view, fresh);
    }
  }
}

/** Puts rows, of different tickets, into one list, or takes them out. */
export function placeInList(view: string, sort: Sort, rows: TicketRow[], stays: (row: TicketRow) => boolean): void {
  takeNews<List>(['tickets', view, sort], (list) => {
    let pages = list.pages;
    const held = pagesOf(pages, new Set(rows.map((row) => row.id)));
    for (const row of rows) pages = placeRow(pages, row, stays(row), sort, held.get(row.id) ?? null);
    return pages === list.pages ? list : { ...list, pages };
  });
}

const waiting = new Map<string, TicketRow>();
let due: ReturnType<typeof setTimeout> | null = null;

/** The same for what comes by the wire: many changes of one moment are one change of the screen. */
export function hearRow(row: TicketRow): void {
  const known = waiting.get(row.id);
  if (!known || known.seq <= row.seq) waiting.set(row.id, row);
  if (due) return;
  due = setTimeout(takeWaiting, GATHER_MS, performance.now());
}

function takeWaiting(since: number): void {
  if (isScrolling() && performance.now() - since < HELD_MS) {
    due = setTimeout(takeWaiting, LOOK_MS, since);
    return;
  }
  const rows = [...waiting.values()].slice(0, MOST);
  for (const { id } of rows) waiting.delete(id);
  due = waiting.size > 0 ? setTimeout(takeWaiting, GATHER_MS, since) : null;
  takeRows(rows);
}

/** Keeps the head of a list that nobody looks at, or that is going to be asked anew. */
export function keepHead(key: readonly unknown[]): void {
  queryClient.setQueryData<List>(key, (list) =>
    list && list.pages.length > KEPT_PAGES
      ? { pages: list.pages.slice(0, KEPT_PAGES), pageParams: list.pageParams.slice(0, KEPT_PAGES) }
      : list,
  );
}

/** Before every list is asked anew: from its head. */
export function keepHeads(): void {
  for (const [key] of queryClient.getQueriesData<List>({ queryKey: ['tickets'] })) keepHead(key);
}
