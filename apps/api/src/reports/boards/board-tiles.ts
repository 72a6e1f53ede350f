// What may stand on a board of the reports, and who sees and changes one. Pure.
import type { Caller } from '../../platform/http/access.js';

export const MOST_TILES = 24;
export const MOST_BOARDS = 200;

export const SEEN_BY = ['me', 'leads', 'everyone'] as const;
export type SeenBy = (typeof SEEN_BY)[number];

export const SHOWS = [
  'overview.sentence',
  'overview.opened',
  'overview.solved',
  'overview.waiting',
  'overview.first-response',
  'overview.next-response',
  'overview.first-resolution',
  'overview.full-resolution',
  'overview.csat',
  'overview.response-rate',
  'overview.promises',
  'overview.tickets-chart',
  'overview.first-response-chart',
  'overview.full-resolution-chart',
  'overview.csat-chart',
  'overview.promises-chart',
  'overview.scores',
  'overview.not-asked',
  'satisfaction.score',
  'satisfaction.response-rate',
  'satisfaction.hundred',
  'satisfaction.everybody',
  'satisfaction.trend',
  'satisfaction.asked',
  'satisfaction.answers',
  'satisfaction.bands',
  'breakdown.table',
  'load.hours',
  'load.open',
  'load.ages',
  'load.spread',
] as const;
export type Shown = (typeof SHOWS)[number];

interface Kept {
  ownerId: string;
  seenBy: SeenBy;
}
type Reader = Pick<Caller, 'agentId' | 'role'>;

export const maySee = ({ ownerId, seenBy }: Kept, { agentId, role }: Reader): boolean =>
  ownerId === agentId || seenBy === 'everyone' || (seenBy === 'leads' && role !== 'agent');

/** A lead each, of what they see. */
export const mayChange = (board: Kept, reader: Reader): boolean => reader.role !== 'agent' && maySee(board, reader);

interface Asked {
  name: string;
  filters: { fieldValue?: string; ticketTag?: string };
  tiles: {
    id: string;
    shows: Shown;
    filters: { fieldValue?: string; ticketTag?: string } | null;
    figure?: string;
    by?: string;
    field?: string;
  }[];
}

const FIELD_VALUE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:./s;
const TAG = /^[1-9]\d{0,9}$/;

/** Paths of what is wrong beside the types of its fields; none: it is good. */
export function faultsOf({ name, filters, tiles }: Asked): string[] {
  const inFilters = ({ fieldValue, ticketTag }: Asked['filters'], path: string) => [
    ...(fieldValue && !FIELD_VALUE.test(fieldValue) ? [`${path}.fieldValue`] : []),
    ...(ticketTag && !(TAG.test(ticketTag) && Number(ticketTag) <= 2_147_483_647) ? [`${path}.ticketTag`] : []),
  ];
  const seen = new Set<string>();
  const inTile = (tile: Asked['tiles'][number], path: string) => {
    const again = seen.has(tile.id);
    seen.add(tile.id);
    const table = tile.shows === 'breakdown.table';
    return [
      ...(again ? [`${path}.id`] : []),
      ...(table && !tile.figure ? [`${path}.figure`] : []),
      ...(table && !tile.by ? [`${path}.by`] : []),
      ...(table && tile.by === 'field' && !tile.field ? [`${path}.field`] : []),
      ...(tile.filters ? inFilters(tile.filters, `${path}.filters`) : []),
    ];
  };
  return [
    ...(name.trim() === '' ? ['name'] : []),
    ...inFilters(filters, 'filters'),
    ...tiles.flatMap((tile, at) => inTile(tile, `tiles.${at}`)),
  ];
}
