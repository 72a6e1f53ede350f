// The filters of the report as they stand in the address.

/** Those of the ticket itself: `language` and `tag` are what is chosen of open answers. */
export interface TicketFilters {
  connectionId?: string | undefined;
  priority?: string | undefined;
  ticketLanguage?: string | undefined;
  ticketTag?: string | undefined;
  /** A field of the workspace's own, a colon and a value of it. */
  fieldValue?: string | undefined;
}

export interface Filters extends TicketFilters {
  from?: string;
  to?: string;
  channel?: string;
  teamId?: string;
  agentId?: string;
  clock?: string;
}

/** How the desk calls each. */
const ASKED = {
  ...{ from: 'from', to: 'to', channel: 'channel', teamId: 'teamId', agentId: 'agentId', clock: 'clock' },
  ...{ connectionId: 'connectionId', priority: 'priority', ticketLanguage: 'language', ticketTag: 'tag' },
  fieldValue: 'fieldValue',
} as const satisfies Record<keyof Filters, string>;
const FILTERS = Object.keys(ASKED) as (keyof Filters)[];

export function filterQuery(filters: Filters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (filters[name]) query.set(ASKED[name], filters[name]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}

/** Of all that stands in the address only the filters. */
export const filtersIn = (search: Partial<Record<string, string>>): Filters =>
  Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));

const OF_TICKETS = ['connectionId', 'priority', 'ticketLanguage', 'ticketTag', 'fieldValue'] as const;
export const NO_TICKET_FILTERS: TicketFilters = Object.fromEntries(OF_TICKETS.map((name) => [name, undefined]));
export const ticketFiltersOn = (filters: Filters): number => OF_TICKETS.filter((name) => filters[name]).length;
