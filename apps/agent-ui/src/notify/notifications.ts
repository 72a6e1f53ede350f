// What the bell knows: how much is unread and the list, kept true by live news, changed at once and taken back if the desk refuses.
import type { NotificationItem, NotificationNews } from '@otklik/contract';
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { NotificationsPage } from '../api/shapes.js';
import { takeAnswer, takeNews } from '../live/take-news.js';
import { tellRefusal } from '../shell/notices.js';

type BellList = InfiniteData<NotificationsPage, string>;

export const unreadQuery = queryOptions({
  queryKey: ['bell', 'unread'],
  queryFn: async () => (await get<{ unread: number }>('/api/v1/notifications/count')).unread,
  staleTime: 60_000,
});

export const bellQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['bell', 'list', unread],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '30', unread: String(unread) });
      if (pageParam) query.set('cursor', pageParam);
      return get<NotificationsPage>(`/api/v1/notifications?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (page: NotificationsPage) => page.next ?? undefined,
    staleTime: 30_000,
  });

function changeLists(change: (items: NotificationItem[], unreadOnly: boolean) => NotificationItem[]): void {
  for (const unread of [true, false])
    takeNews<BellList>(bellQuery(unread).queryKey, (list) => ({
      ...list,
      pages: list.pages.map((page) => ({ ...page, items: change(page.items, unread) })),
    }));
}

export function takeNotifications({ items, unread }: NotificationNews): void {
  takeAnswer(unreadQuery.queryKey, unread);
  const fresh = new Set(items.map((item) => item.id));
  for (const only of [true, false])
    takeNews<BellList>(bellQuery(only).queryKey, (list) => {
      const [first, ...rest] = list.pages;
      if (!first) return list;
      const without = (page: NotificationsPage) => ({
        ...page,
        items: page.items.filter((item) => !fresh.has(item.id)),
      });
      const newest = [...items].sort((a, b) => b.at.localeCompare(a.at));
      return {
        ...list,
        pages: [{ ...without(first), items: [...newest, ...without(first).items] }, ...rest.map(without)],
      };
    });
}

export function takeRead({ ids, unread }: { ids: string[] | null; unread: number }): void {
  takeAnswer(unreadQuery.queryKey, unread);
  const readAt = new Date().toISOString();
  const isRead = (item: NotificationItem) => ids === null || ids.includes(item.id);
  changeLists((items) => items.map((item) => (isRead(item) && !item.readAt ? { ...item, readAt } : item)));
}

/** After the page was away: what it shows is asked anew. */
export function catchUpBell(): void {
  void queryClient.invalidateQueries({ queryKey: ['bell'] });
}

/** `null`: everything. At once here; the other pages hear it from the desk. */
export async function markRead(items: NotificationItem[] | null): Promise<void> {
  const before = queryClient.getQueriesData({ queryKey: ['bell'] });
  const unread = queryClient.getQueryData(unreadQuery.queryKey) ?? 0;
  const left = items ? Math.max(0, unread - items.filter((item) => !item.readAt).length) : 0;
  takeRead({ ids: items?.map((item) => item.id) ?? null, unread: left });
  try {
    await post('/api/v1/notifications/read', items ? { ids: items.map((item) => item.id) } : { all: true });
  } catch (error) {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
    // What came meanwhile is not in what was seen before.
    catchUpBell();
    tellRefusal(error);
  }
}

/** The list was opened: the mail of what was missed leaves out what stands there. */
export function markLooked(): void {
  post('/api/v1/notifications/looked').catch(() => {});
}
