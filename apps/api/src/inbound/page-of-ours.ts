// The way back from a mail: whether a page that a visitor says they wrote from is one that the chat's owner has named. Pure.

/**
 * `sites`: origins as the settings list them (`https://*.shop.example` too). Nothing listed: no page is believed, for anybody
 * can say any address, and a mail of ours must not lead there. `own`: the desk's own origin, with its sample shop.
 */
export function isPageOfOurs(page: string | null, sites: unknown, own: string): boolean {
  if (page === null || !URL.canParse(page)) return false;
  const { protocol, host, origin, username } = new URL(page);
  if (!/^https?:$/.test(protocol) || username !== '') return false;
  if (origin === own) return true;
  const listed = Array.isArray(sites) ? sites.filter((site): site is string => typeof site === 'string') : [];
  return listed.some((site) => {
    const [, scheme, wanted] = /^(https?:)\/\/([\w.*-]+(?::\d+)?)\/*$/i.exec(site.trim()) ?? [];
    if (!scheme || !wanted || scheme.toLowerCase() !== protocol) return false;
    if (!wanted.startsWith('*.')) return wanted.toLowerCase() === host;
    return host.endsWith(wanted.slice(1).toLowerCase());
  });
}

/** The page as a header carries it and as it was checked, without its fragment: what a browser says of it may hold any sign. */
export function locationOf(page: string): string {
  const url = new URL(page);
  url.hash = '';
  return url.href;
}
