// The filters of the report as they stand in the address.

export interface Filters {
  from?: string;
  to?: string;
  channel?: string;
  teamId?: string;
  agentId?: string;
  clock?: string;
}
const FILTERS = ['from', 'to', 'channel', 'teamId', 'agentId', 'clock'] as const;

export function filterQuery(filters: Filters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (filters[name]) query.set(name, filters[name]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}
