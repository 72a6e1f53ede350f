// Saved views as this agent sees them: what there is, what is asked of the desk, and how one begins from the list on the screen.
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get, post, put, remove } from '../api/request.js';
import type { SavedView } from '../api/shapes.js';
import type { Condition } from '../conditions/condition-tree.js';
import type { ConditionField } from '../conditions/field-words.js';
import { takeAnswer, takeNews } from '../live/take-news.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';
import { isView, type Place, type Sort, type View } from './views.js';

export const viewsQuery = queryOptions({ queryKey: ['views'], queryFn: () => get<SavedView[]>('/api/v1/views') });
export const ticketFieldsQuery = queryOptions({
  queryKey: ['ticket-fields'],
  queryFn: () => get<ConditionField[]>('/api/v1/ticket-fields'),
});
export const tryCountQuery = (condition: Condition) =>
  queryOptions({
    queryKey: ['try-count', condition],
    queryFn: () => post<{ count: number; more: boolean }>('/api/v1/views/count', { condition }),
    staleTime: 10_000,
    retry: false,
  });

export type Scope = SavedView['scope'];
/** What is sent to make or change a view. */
export interface ViewDraft {
  scope: Scope;
  teamId: string | null;
  name: string;
  icon: string | null;
  condition: Condition;
  sort: Sort;
}

export const findView = (id: Place): SavedView | undefined =>
  queryClient.getQueryData(viewsQuery.queryKey)?.find((view) => view.id === id);

const AT_WORK = { field: 'state', op: 'in', value: ['new', 'open', 'pending', 'hold'] } as const;
const FOR_US = { field: 'state', op: 'in', value: ['new', 'open'] } as const;
const DONE = { field: 'state', op: 'in', value: ['solved', 'closed'] } as const;
const OWN = {
  open: [FOR_US],
  mine: [AT_WORK, { field: 'assignee', op: 'in', value: ['me'] }],
  unassigned: [FOR_US, { field: 'assignee', op: 'unset' }],
  'my-teams': [FOR_US, { field: 'team', op: 'in', value: ['mine'] }],
  pending: [{ field: 'state', op: 'in', value: ['pending'] }],
  hold: [{ field: 'state', op: 'in', value: ['hold'] }],
  snoozed: [AT_WORK, { field: 'snoozed-until', op: 'set' }],
  'at-risk': [AT_WORK, { field: 'at-risk', op: 'is', value: true }],
  'solved-today': [DONE, { field: 'solved', op: 'after', value: { ago: 86_400 } }],
  solved: [DONE],
  spam: [{ field: 'spam', op: 'is', value: true }],
  all: [],
} satisfies Record<View, readonly unknown[]>;

/** A new view that begins as the list on the screen; a saved one is copied. */
export function draftFrom(view: Place, sort: Sort): ViewDraft {
  const saved = findView(view);
  if (saved) {
    const { teamId, icon, scope } = saved;
    const own = scope === 'shared' && !saved.mayChange ? 'personal' : scope;
    return {
      ...{ scope: own, teamId, icon, sort: saved.sort, condition: saved.condition as unknown as Condition },
      name: say('views.copy-of', { name: saved.name }).slice(0, 80),
    };
  }
  const condition = { all: structuredClone(isView(view) ? OWN[view] : OWN.open) } as unknown as Condition;
  return { scope: 'personal', teamId: null, name: '', icon: null, condition, sort };
}

/** In the order of the agent: personal ones, those of teams, shared ones; only what there is. */
export function sectionsOf(views: SavedView[]): { scope: Scope; views: SavedView[] }[] {
  return (['personal', 'team', 'shared'] as const)
    .map((scope) => ({
      scope,
      views: views.filter((view) => view.scope === scope).sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)),
    }))
    .filter((section) => section.views.length > 0);
}

/** One view before another of its section, at once on the screen; the desk keeps the order. */
export async function placeView(id: string, before: string | null): Promise<void> {
  const views = queryClient.getQueryData(viewsQuery.queryKey) ?? [];
  const moved = views.find((view) => view.id === id);
  if (!moved) return;
  const others = (sectionsOf(views).find(({ scope }) => scope === moved.scope)?.views ?? []).filter((v) => v !== moved);
  const at = before === null ? others.length : others.findIndex((view) => view.id === before);
  others.splice(at === -1 ? others.length : at, 0, moved);
  const places = new Map(others.map((view, place) => [view.id, place]));
  takeNews<SavedView[]>(viewsQuery.queryKey, (known) =>
    known.map((view) => ({ ...view, place: places.get(view.id) ?? view.place })),
  );
  try {
    await put('/api/v1/views/order', { ids: others.map((view) => view.id) });
  } catch (error) {
    takeAnswer(viewsQuery.queryKey, views);
    void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
    tellRefusal(error);
  }
}

/** Gone at once; the word about it brings it back. @returns whether it went */
export async function dropView(view: SavedView): Promise<boolean> {
  try {
    await remove(`/api/v1/views/${view.id}`);
  } catch (error) {
    tellRefusal(error);
    return false;
  }
  takeNews<SavedView[]>(viewsQuery.queryKey, (known) => known.filter((one) => one.id !== view.id));
  const { scope, teamId, name, icon, condition, sort, look } = view;
  const back = () =>
    void post('/api/v1/views', { scope, teamId, name, icon, condition, sort, look })
      .then(() => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey }))
      .catch(tellRefusal);
  tell(say('views.dropped', { name }), false, { words: say('undo'), run: back });
  return true;
}
