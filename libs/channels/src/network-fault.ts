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
  // The address itself was refused, by fetch or by the desk's guard: nothing went anywhere.
  if (
    messagesOf(fault).some((words) => /bad port|unknown scheme|invalid url|private address|is not fetched/i.test(words))
  )
    return 'before';
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
  if (messagesOf(fault).some((words) => words.includes('private address'))) return 'network: private address';
  const code = codesOf(fault)[0];
  if (code) return `network: ${code}`;
  const name = (fault as { name?: unknown } | null)?.name;
  return name === 'TimeoutError' || name === 'AbortError' ? 'network: no answer in time' : 'network';
}

const codesOf = (fault: unknown): string[] => within(fault, 'code');
const messagesOf = (fault: unknown): string[] => within(fault, 'message');

/** A field of the error and of its causes, outermost first; one failure may hide several (an address each). */
function within(fault: unknown, field: 'code' | 'message'): string[] {
  const found: string[] = [];
  const pending: unknown[] = [fault];
  for (let i = 0; i < pending.length && i < 20; i++) {
    const each = pending[i] as
      | { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown }
      | null
      | undefined;
    if (typeof each !== 'object' || each === null) continue;
    const value = each[field];
    if (typeof value === 'string') found.push(value);
    pending.push(each.cause, ...(Array.isArray(each.errors) ? each.errors : []));
  }
  return found;
}
