// The addresses a connection has on our side: where its vendor calls, and what a site pastes. Pure.

export function hookUrlOf(publicUrl: string, kind: string, key: string): string {
  return `${publicUrl}/hooks/${kind}/${key}`;
}

export function snippetOf(publicUrl: string, key: string): string {
  return `<script src="${publicUrl}/widget.js?key=${key}" async></script>`;
}

/** Names and addresses that mean something only inside a house. */
const INSIDE =
  /^(localhost|.*\.(localhost|local|internal)|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[.*\]|[^.]+)$/i;

/**
 * Whether a vendor can call us: from outside only by https and a public name. A vendor's server that stands inside
 * (`apiRoot` of one's own, such as a local Bot API server) reaches us wherever we are.
 */
export function canBeCalled(publicUrl: string, apiRoot: unknown): boolean {
  if (typeof apiRoot === 'string' && URL.canParse(apiRoot) && INSIDE.test(new URL(apiRoot).hostname)) return true;
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' && !INSIDE.test(hostname);
}
