// What a tab shows without being looked at: the number in its title, a dot on its icon, the badge of the installed app.
import { queryClient } from '../api/queries.js';
import { unreadQuery } from './notifications.js';

let name = 'Otklik';
let shown = -1;

/** What the tab is called; the number stands before it. */
export function nameTab(next: string): void {
  name = next;
  shown = -1;
  show(queryClient.getQueryData(unreadQuery.queryKey) ?? 0);
}

function show(unread: number): void {
  if (unread === shown) return;
  shown = unread;
  document.title = unread > 0 ? `(${unread >= 100 ? '99+' : unread}) ${name}` : name;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon) icon.href = unread > 0 ? '/favicon-news.svg' : '/favicon.svg';
  const app = navigator as Navigator & { setAppBadge?(count: number): Promise<void>; clearAppBadge?(): Promise<void> };
  const badge = unread > 0 ? app.setAppBadge?.(unread) : app.clearAppBadge?.();
  badge?.catch(() => {});
}

/** Follows the bell for as long as the page lives. */
export function followBell(): () => void {
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.query.queryKey[0] === 'bell' && event.query.queryKey[1] === 'unread')
      show((event.query.state.data as number | undefined) ?? 0);
  });
}
