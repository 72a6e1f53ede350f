// Part of every client (path B): did the network fail before the other side could have taken our words, or after?

/** Codes of a connection that was never made: nothing was written. */
const BEFORE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'EMFILE',
  'ENFILE',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
]);

/** `before`: safe to try again. `after`: it may have been accepted. */
export function whenItFailed(fault: unknown): 'before' | 'after' {
  for (const code of codesOf(fault)) {
    if (BEFORE.has(code)) return 'before';
    if (
      code.startsWith('ERR_TLS_') ||
      code.startsWith('ERR_SSL_') ||
      code.includes('CERT') ||
      code.includes('SIGNATURE')
    )
      return 'before';
  }
  return 'after';
}

/** A few words for the agent; never the URL, which may hold a token. */
export function networkReason(fault: unknown): string {
  const code = codesOf(fault)[0];
  if (code) return `network: ${code}`;
  return fault instanceof Error && (fault.name === 'TimeoutError' || fault.name === 'AbortError')
    ? 'network: no answer in time'
    : 'network';
}

/** Error codes from the outermost cause to the innermost; one failure may hide several (an address each). */
function codesOf(fault: unknown): string[] {
  const codes: string[] = [];
  const pending: unknown[] = [fault];
  for (let i = 0; i < pending.length && i < 20; i++) {
    const each = pending[i] as { code?: unknown; cause?: unknown; errors?: unknown } | null | undefined;
    if (typeof each !== 'object' || each === null) continue;
    if (typeof each.code === 'string') codes.push(each.code);
    pending.push(each.cause, ...(Array.isArray(each.errors) ? each.errors : []));
  }
  return codes;
}
