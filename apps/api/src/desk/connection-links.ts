// The addresses a connection has on our side: where its vendor calls, and what a site pastes. Pure.

export function hookUrlOf(publicUrl: string, kind: string, key: string): string {
  return `${publicUrl}/hooks/${kind}/${key}`;
}

export function snippetOf(publicUrl: string, key: string): string {
  return `<script src="${publicUrl}/widget.js" data-key="${key}" async></script>`;
}

/** Whether somebody out there can call us: https, and a name that is not only ours. */
export function reachableFromOutside(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  const own =
    /^(localhost|.*\.localhost|.*\.local|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[.*\])$/i;
  return protocol === 'https:' && !own.test(hostname);
}
