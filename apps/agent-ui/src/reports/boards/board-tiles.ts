// Rules of a board on the screen: what may stand on it, which days and filters a tile has, where it is moved, which page it came from.
import type { Board, BoardTile } from '../../api/shapes.js';
import type { Say, Word } from '../../words/words.js';
import { figureName } from '../figure-words.js';
import { type PeriodName, periodDays } from '../period.js';
import type { Filters } from '../report-filters.js';

export const MOST_TILES = 24;
export type Shown = BoardTile['shows'];
export type Page = 'overview' | 'satisfaction' | 'breakdown' | 'load';

/** All that can be shown, in the order it is offered, with the words or the figure it is called by. */
const CALLED: Record<Shown, { word: Word } | { figure: string }> = {
  'overview.sentence': { word: 'board.sentence' },
  'overview.opened': { figure: 'tickets.opened' },
  'overview.solved': { figure: 'tickets.solved' },
  'overview.waiting': { figure: 'tickets.waiting' },
  'overview.first-response': { figure: 'first-response' },
  'overview.next-response': { figure: 'next-response' },
  'overview.first-resolution': { figure: 'first-resolution' },
  'overview.full-resolution': { figure: 'full-resolution' },
  'overview.csat': { figure: 'csat.good' },
  'overview.response-rate': { figure: 'csat.answered' },
  'overview.promises': { figure: 'promises.kept' },
  'overview.tickets-chart': { word: 'chart.tickets' },
  'overview.first-response-chart': { figure: 'first-response' },
  'overview.full-resolution-chart': { figure: 'full-resolution' },
  'overview.csat-chart': { word: 'chart.csat' },
  'overview.promises-chart': { word: 'kept.chart' },
  'overview.scores': { word: 'chart.scores' },
  'overview.not-asked': { word: 'chart.not-asked' },
  'satisfaction.score': { word: 'board.score' },
  'satisfaction.response-rate': { figure: 'csat.answered' },
  'satisfaction.hundred': { word: 'sat.hundred' },
  'satisfaction.everybody': { word: 'sat.everybody' },
  'satisfaction.trend': { word: 'board.trend' },
  'satisfaction.asked': { word: 'sat.asked' },
  'satisfaction.answers': { word: 'sat.answers' },
  'satisfaction.bands': { word: 'sat.hundred.title' },
  'breakdown.table': { word: 'board.table' },
  'load.hours': { word: 'load.hours' },
  'load.open': { word: 'load.open' },
  'load.ages': { word: 'load.ages' },
  'load.spread': { word: 'load.spread' },
};
export const ALL = Object.keys(CALLED) as Shown[];
export const PAGES: Page[] = ['overview', 'satisfaction', 'breakdown', 'load'];
export const pageOf = (shows: Shown): Page => shows.slice(0, shows.indexOf('.')) as Page;
export const shownOf = (page: Page): Shown[] => ALL.filter((shows) => pageOf(shows) === page);

const FIGURES = new Set<Shown>([
  ...ALL.slice(ALL.indexOf('overview.opened'), ALL.indexOf('overview.tickets-chart')),
  ...ALL.slice(ALL.indexOf('satisfaction.score'), ALL.indexOf('satisfaction.trend')),
]);
/** One number: it needs no width. */
export const isFigure = (shows: Shown): boolean => FIGURES.has(shows);

export function shownName(shows: Shown, say: Say, locale: string): string {
  const called = CALLED[shows];
  const name = 'word' in called ? say(called.word) : figureName(called.figure, say, locale);
  return shows.endsWith('-chart') && 'figure' in called ? say('board.chart-of', { figure: name }) : name;
}

/** The days and filters of a board: its own, or those that somebody looks by just now. */
export type Looking = Pick<Board, 'period' | 'filters'> | { looked: Filters };

export function filtersOf(looking: Looking, today: string): Filters {
  if ('looked' in looking) return looking.looked;
  return { ...looking.filters, ...periodDays(looking.period as PeriodName, today) };
}

/** What a tile asks: its own days and filters, where it has any. An agent sees their own figures: `own` is their id. */
export function tileFilters(tile: BoardTile, looking: Looking, today: string, own: string | null): Filters {
  const board = filtersOf(looking, today);
  const { from, to, ...chosen } = board;
  const days = tile.period
    ? periodDays(tile.period as PeriodName, today)
    : { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const { teamId, agentId, ...others } = (tile.filters as Filters | null) ?? chosen;
  if (own) return { ...others, ...days, agentId: own };
  return { ...others, ...days, ...(teamId ? { teamId } : {}), ...(agentId ? { agentId } : {}) };
}

/** The address of the page it came from, with the same filters. */
export function tileAddress(tile: BoardTile, filters: Filters): Record<string, string> {
  const page = pageOf(tile.shows);
  const { kind, figure, by, field } = tile;
  const more =
    page === 'breakdown'
      ? { figure, by, ...(by === 'field' ? { field } : {}) }
      : page === 'satisfaction'
        ? { kind }
        : {};
  const words = Object.entries({ ...filters, ...more, ...(page === 'overview' ? {} : { tab: page }) });
  return Object.fromEntries(words.filter((one): one is [string, string] => !!one[1]));
}

/** One place on or back; at the ends it stays. */
export function moved<One extends { id: string }>(tiles: One[], id: string, by: 1 | -1): One[] {
  const at = tiles.findIndex((tile) => tile.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= tiles.length) return tiles;
  return placed(tiles, id, tiles[to]!.id);
}

/** Dropped upon another one: it takes its place. */
export function placed<One extends { id: string }>(tiles: One[], id: string, onto: string): One[] {
  const at = tiles.findIndex((tile) => tile.id === id);
  const to = tiles.findIndex((tile) => tile.id === onto);
  if (at < 0 || to < 0) return tiles;
  return tiles.filter((tile) => tile.id !== id).toSpliced(to, 0, tiles[at]!);
}

/** What a lead looks at every morning: to begin with. */
const USUAL: Shown[] = [
  'overview.opened',
  'overview.waiting',
  'overview.first-response',
  'overview.csat',
  'overview.tickets-chart',
  'overview.csat-chart',
  'breakdown.table',
  'load.ages',
];
export const newTile = (shows: Shown): BoardTile => ({
  ...{ id: crypto.randomUUID(), shows, name: null, wide: !isFigure(shows), period: null, filters: null },
  ...(shows === 'breakdown.table' ? { figure: 'first-response', by: 'agent' } : {}),
});
export const usualTiles = (): BoardTile[] => USUAL.map(newTile);
