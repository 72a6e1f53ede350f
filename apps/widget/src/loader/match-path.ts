// Before path A: whether a page is one of those on which the site speaks first. Pure.

/** `*` stands for anything, also for nothing; everything else for itself. A slash at the end makes no difference. */
export function matchPath(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path) || new RegExp(`^${parts.join('.*')}$`).test(`${path}/`);
}
