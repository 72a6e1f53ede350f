// What a push becomes on the screen, and which open page a click on it leads to. Pure.
import { whichWay } from './which-way.js';
import type { OpenPage } from './worker-scope.js';

export interface Pushed {
  title: string;
  options: NotificationOptions & { data: { path: string } };
  /** How much is unread altogether, for the badge of the app; null: not said. */
  unread: number | null;
}

const text = (value: unknown, instead: string) => (typeof value === 'string' && value ? value : instead);

/** A push that cannot be read still has to show something: browsers insist. It leads nowhere but into the desk. */
export function noticeOf(said: unknown): Pushed {
  const { title, body, tag, path, unread } = (said ?? {}) as Record<string, unknown>;
  const inside = typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
  return {
    title: text(title, 'Otklik'),
    options: {
      body: text(body, ''),
      tag: text(tag, 'otklik'),
      icon: '/icon-192.png',
      badge: '/icon-badge.png',
      data: { path: inside },
    },
    unread: typeof unread === 'number' ? unread : null,
  };
}

/** The one before the eyes, else any page of the desk; pages that customers see are none of it. */
export function pageToLead<Page extends Pick<OpenPage, 'url' | 'visibilityState'>>(
  pages: readonly Page[],
  home: string,
): Page | null {
  const ours = pages.filter((page) => whichWay({ method: 'GET', mode: 'navigate', url: page.url }, home) === 'page');
  return ours.find((page) => page.visibilityState === 'visible') ?? ours[0] ?? null;
}
