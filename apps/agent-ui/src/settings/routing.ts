// How work is handed out, as the settings read and change it.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Capacity, Duty, Now, Routing, RoutingPlan } from '../api/shapes.js';
import type { ConditionField } from '../conditions/field-words.js';
import { takeAnswer } from '../live/take-news.js';

export const routingQuery = queryOptions({ queryKey: ['routing'], queryFn: () => get<Routing>('/api/v1/routing') });
export const dutiesQuery = queryOptions({ queryKey: ['duties'], queryFn: () => get<Duty[]>('/api/v1/duties') });
export const nowQuery = queryOptions({ queryKey: ['routing', 'now'], queryFn: () => get<Now>('/api/v1/routing/now') });

/** What a rule may ask of a ticket. */
export const conditionFieldsQuery = queryOptions({
  queryKey: ['ticket-fields'],
  queryFn: () => get<ConditionField[]>('/api/v1/ticket-fields'),
});

export const keepRouting = (routing: Routing) => takeAnswer(routingQuery.queryKey, routing);

export const KINDS = ['chat', 'messenger', 'mail'] as const;
export type Kind = (typeof KINDS)[number];
/** What counts until somebody says otherwise; the same as on the desk. */
export const USUAL: Record<Kind | 'total', number | null> = { chat: 4, messenger: 6, mail: 20, total: null };

export const MODES = ['manual', 'round-robin', 'least-loaded'] as const;

/** A team whose work nobody has arranged yet. */
export const blankPlan = (teamId: string | null): RoutingPlan => ({
  teamId,
  mode: 'manual',
  useCapacity: true,
  overflowSeconds: null,
  overflowTo: 'anyone',
  overflowTeamId: null,
  giveBack: 'at-once',
  giveBackSeconds: 600,
});

export const planFor = (routing: Routing | undefined, teamId: string | null): RoutingPlan | null =>
  routing?.plans.find((plan) => plan.teamId === teamId) ?? null;

/** What is said of a person over what is said of all. */
export function capacityFor(own: Capacity, workspace: Capacity): Record<Kind | 'total', number | null> {
  return { ...USUAL, ...given(workspace), ...given(own) };
}

const given = (capacity: Capacity) =>
  Object.fromEntries(Object.entries(capacity).filter(([, most]) => most !== undefined));

/** How full somebody is of a kind, from 0 to 1; null: there is no limit. */
export const fullness = (load: number, most: number | null): number | null =>
  most === null ? null : most === 0 ? 1 : Math.min(1, load / most);
