// The page's side of its service worker: it is registered once the desk is usable, its pushes lead here, its next version is announced.
import { useSyncExternalStore } from 'react';
import { keepPush } from './browser-push.js';

/** How often an open page asks whether there is a newer version. */
const ASK_MS = 30 * 60_000;

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();
function become(next: ServiceWorker | null): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** `go`: leads the page to an address of the desk. Without a service worker nothing is missed but pushes and the offline page. */
export async function startWorker(go: (path: string) => void): Promise<void> {
  window.addEventListener('otklik.go', (event) => go((event as CustomEvent<string>).detail));
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ go?: unknown }>) => {
    if (typeof data?.go === 'string' && data.go.startsWith('/')) go(data.go);
  });
  let chosen = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (chosen) location.reload();
  });
  takeOver = () => {
    chosen = true;
    waiting?.postMessage({ do: 'take-over' });
  };
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const look = (worker: ServiceWorker | null) => {
    // The very first one is no update: there is no older version on this page.
    if (worker && navigator.serviceWorker.controller) become(worker);
  };
  look(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => coming.state === 'installed' && look(coming));
  });
  const ask = () => void registration.update().catch(() => {});
  setInterval(ask, ASK_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
  await keepPush().catch(() => {});
}

let takeOver = () => {};
/** Starts the page anew with the waiting version. What is typed is kept: drafts outlive a reload. */
export const renew = () => takeOver();

/** Whether a newer version waits. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== null,
  );
}
