// What the terminal says when a command could not do its work: a sentence and what to do, not a stack, wherever we know.
import { EnvError } from '../env.js';
import { EmbeddedPostgresError } from '../platform/database/embedded-postgres.js';
import { DomainError } from '../platform/errors.js';
import { say, type WordKey } from '../platform/words/words.js';

/** A refusal of the terminal itself; its message is meant for the person at the keyboard. */
export class TerminalError extends Error {}

export function explainFailure(error: unknown): string {
  if (error instanceof TerminalError || error instanceof EnvError || error instanceof EmbeddedPostgresError)
    return error.message;
  if (error instanceof DomainError) return say('en', `error.${error.code}` as WordKey, error.params);
  const {
    code,
    message = String(error),
    address,
    port,
  } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return portTaken(port ?? 0, 'PORT');
    case 'EACCES':
    case 'EPERM':
      return `${message}\nThis user may not do that. Mend the owner of the folder, or choose another with OTKLIK_DATA_DIR (a port below 1024 needs root or a proxy).`;
    case 'ENOSPC':
    case '53100':
      return `The disk is full (${message}). Free some space and start again; nothing that was confirmed is lost.`;
    case 'ECONNREFUSED':
      return `Nothing answers at ${address ?? 'that address'}${port ? `:${port}` : ''}. Is the database (DATABASE_URL) or Redis (REDIS_URL) running and reachable from here?`;
    case '28P01':
    case '28000':
      return `PostgreSQL does not accept the user or password in DATABASE_URL (${message}).`;
    case '3D000':
      return `PostgreSQL has no such database (${message}). Create it, e.g. \`createdb otklik\`, or mend DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${message}\nThe host in DATABASE_URL or REDIS_URL is not known here. Check its spelling and the network.`;
    default:
      return (error as Error)?.stack ?? message;
  }
}

export function portTaken(port: number, setting: 'PORT' | 'SMTP_PORT'): string {
  return `Port ${port} is taken by another program. Stop it, or choose another port: ${setting}=${port + 1} npm start`;
}
