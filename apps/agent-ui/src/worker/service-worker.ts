// The desk's service worker: its own parts at hand without a network, the page from the network first, pushes shown and followed.
import { noticeOf, pageToLead } from './notice.js';
import { mayKeep, type WayOut, whichWay } from './which-way.js';
import type { AskEvent, PushedEvent, WorkerScope } from './worker-scope.js';

const scope = self as unknown as WorkerScope;
/** Written in by the build: the hashed parts of this version that the inbox needs. */
declare const __PARTS__: { version: string; parts: string[] };
const { version, parts } = __PARTS__;

const STORE = `otklik-${version}`;
const PLAIN = ['/favicon.svg', '/favicon-news.svg', '/icon-192.png', '/manifest.webmanifest'];
/** The one page there is, under the one name that it is kept by. */
const PAGE = '/index.html';
/** A network that says nothing for so long is none. */
const PATIENCE_MS = 5000;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const store = await caches.open(STORE);
      // Hashed parts may come out of the browser's own store; the page itself must be the newest.
      await store.addAll([...parts, ...PLAIN]);
      await store.put(PAGE, await fetch(PAGE, { cache: 'no-store' }));
    })(),
  );
});

/** It waits until the person says "reload", or until the last page of the old version is closed. */
scope.addEventListener('message', (event) => {
  if ((event.data as { do?: string } | null)?.do === 'take-over') void scope.skipWaiting();
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('otklik-') && name !== STORE) await caches.delete(name);
      await scope.clients.claim();
    })(),
  );
});

scope.addEventListener('fetch', (event) => {
  const way = whichWay(event.request, scope.location.origin);
  if (way === 'page') event.respondWith(newestPage(event.request));
  else if (way !== 'leave') event.respondWith(fromStore(event, way));
});

async function newestPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await keep(new Request(PAGE), answer, 'page');
    return answer;
  } catch (error) {
    const kept = await caches.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

async function fromStore(event: AskEvent, way: WayOut): Promise<Response> {
  const kept = await caches.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  event.waitUntil(keep(event.request, answer, way));
  return answer;
}

async function keep(request: Request, answer: Response, way: WayOut): Promise<void> {
  const { status, type, redirected } = answer;
  if (!mayKeep({ status, type, redirected, kind: answer.headers.get('content-type') }, way)) return;
  const copy = answer.clone();
  await (await caches.open(STORE)).put(request, copy).catch(() => {});
}

scope.addEventListener('push', (event) => {
  const { title, options, unread } = noticeOf(readable(event.data));
  const app = navigator as Navigator & { setAppBadge?(count: number): Promise<void> };
  const badge = unread === null ? null : app.setAppBadge?.(unread).catch(() => {});
  event.waitUntil(Promise.all([scope.registration.showNotification(title, options), badge]));
});

function readable(data: PushedEvent['data']): unknown {
  try {
    return data?.json();
  } catch {
    return null;
  }
}

/** An open page is brought to the front and led there; without one a new one is opened. */
scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path = '/' } = (event.notification.data ?? {}) as { path?: string };
  event.waitUntil(
    (async () => {
      const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const page = pageToLead(pages, scope.location.origin);
      if (!page) return scope.clients.openWindow(path);
      await page.focus().catch(() => {});
      page.postMessage({ go: path });
    })(),
  );
});
