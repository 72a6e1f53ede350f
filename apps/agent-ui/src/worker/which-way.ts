// Which way the service worker goes for a request: from its store, from the network first, or not at all. Pure.

/** `asset`: hashed, true for ever. `page`: the single page. `plain`: small files of ours without a hash. `leave`: none of its business. */
export type WayOut = 'asset' | 'page' | 'plain' | 'leave';

/** The addresses inside the single page, as the desk serves them. */
const PAGES =
  /^\/($|(inbox|people|companies|cases|reports|wall|search|settings|sign-in|forgot-password|reset-password)(\/[^.]*)?$)/;
const PLAIN = /^\/(favicon(-news)?\.svg|icon-[\w-]+\.png|manifest\.webmanifest)$/;

/** What is said over the API, and files of customers, are never kept. */
export function whichWay(request: { method: string; url: string; mode: string }, home: string): WayOut {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== home) return 'leave';
  if (/^\/assets\/[^/]+$/.test(url.pathname)) return 'asset';
  if (PLAIN.test(url.pathname)) return 'plain';
  return request.mode === 'navigate' && PAGES.test(url.pathname) ? 'page' : 'leave';
}

/** Whether an answer may be kept at all: whole, our own, not led elsewhere, and of the kind that was asked for. */
export function mayKeep(
  answer: { status: number; type: string; redirected: boolean; kind: string | null },
  way: WayOut,
): boolean {
  if (answer.status !== 200 || answer.type !== 'basic' || answer.redirected) return false;
  const html = answer.kind?.startsWith('text/html') ?? false;
  return way === 'page' ? html : !html;
}
