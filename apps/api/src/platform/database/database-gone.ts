// Whether an error says that the database cannot be reached: nothing is wrong with what was asked, and later it will go. Pure.

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** SQLSTATE: the connection broke, the server shuts down or starts, too many are connected. */
const AWAY = /^(08|57P0[123]$|53300$)/;
/**
 * What the driver, its pool and TypeORM say without a code: of a connection that was cut between two statements only that it
 * was given back or closed; the last when the desk itself is stopping.
 */
const SAID =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|client has encountered a connection error|client was closed|query runner (was )?already released|query read timeout|driver not connected/i;

export function isDatabaseGone(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null && (UNREACHABLE.has(code) || AWAY.test(code))) return true;
  return SAID.test(String((error as Error | null)?.message ?? ''));
}

/** Of a refused statement PostgreSQL's own code, else the system's; null: it has none. */
export function codeOf(error: unknown): string | null {
  const source = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const code = (source as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}
