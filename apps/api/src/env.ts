// The only file that reads process.env: every setting, validated once, every fault named together.
import { resolve } from 'node:path';

export type Role = 'all' | 'web' | 'worker';

export interface Env {
  role: Role;
  /** embedded: we start our own PostgreSQL. standard: DATABASE_URL is given. */
  shape: 'embedded' | 'standard';
  dataDir: string;
  databaseUrl: string | null;
  /** A streaming replica of the same database, for searches and reports. */
  databaseReplicaUrl?: string | null;
  redisUrl: string | null;
  port: number;
  host: string;
  publicUrl: string;
  trustProxy: boolean;
  smtpPort: number;
  smtpHost: string;
  /** PEM files; with both, mail servers may use STARTTLS. */
  smtpCertFile?: string | null;
  smtpKeyFile?: string | null;
  /** The relay for mail we send; null: mail is kept in the outbox page. */
  smtpUrl: string | null;
  /** The domain of the first mailbox and of system mail. */
  mailDomain: string;
  ownerEmail: string | null;
  ownerPassword: string | null;
  /** At least 32 characters; null: made once and kept in the data folder (embedded shape only). */
  secret: string | null;
  /** Address ranges (CIDR) that outgoing fetches may reach although they are private. */
  allowAddresses: string[];
  logLevel: string;
  undoSeconds: number;
  /** So long a process that is told to stop still answers, saying that it is not ready, before it closes its door. */
  stopGraceSeconds: number;
}

export class EnvError extends Error {}

/**
 * Reads and checks the settings.
 * @throws EnvError naming every wrong setting, not only the first.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const faults: string[] = [];
  const text = (name: string) => source[name]?.trim() || null;
  const whole = (name: string, fallback: number, min: number, max: number) => {
    const value = text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    faults.push(`${name} must be a whole number from ${min} to ${max}, not "${value}".`);
    return fallback;
  };
  const url = (name: string, protocols: string[]) => {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    faults.push(`${name} must be a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return null;
  };
  const flag = (name: string) => {
    const value = text(name)?.toLowerCase() ?? 'false';
    if (['true', '1', 'yes'].includes(value)) return true;
    if (!['false', '0', 'no'].includes(value)) faults.push(`${name} must be true or false, not "${value}".`);
    return false;
  };

  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const databaseReplicaUrl = url('DATABASE_REPLICA_URL', ['postgres:', 'postgresql:']);
  if (databaseReplicaUrl && !databaseUrl)
    faults.push('DATABASE_REPLICA_URL needs DATABASE_URL: the embedded database has no replica.');
  const redisUrl = url('REDIS_URL', ['redis:', 'rediss:']);
  const role = (text('ROLE') ?? 'all') as Role;
  if (!['all', 'web', 'worker'].includes(role)) faults.push(`ROLE must be all, web or worker, not "${role}".`);
  if (role !== 'all' && !redisUrl)
    faults.push(`ROLE=${role} needs REDIS_URL: it carries live updates between processes.`);
  if (role !== 'all' && !databaseUrl)
    faults.push(`ROLE=${role} needs DATABASE_URL: the embedded database serves one process.`);
  const shape = databaseUrl ? 'standard' : 'embedded';
  const secret = text('OTKLIK_SECRET');
  if (secret !== null && secret.length < 32) faults.push('OTKLIK_SECRET must have at least 32 characters.');
  if (secret === null && shape === 'standard')
    faults.push('OTKLIK_SECRET is needed when DATABASE_URL is set: 32 characters or more, the same on every machine.');
  const port = whole('PORT', 3000, 1, 65535);
  const env: Env = {
    role,
    shape,
    dataDir: resolve(text('OTKLIK_DATA_DIR') ?? './data'),
    databaseUrl,
    databaseReplicaUrl,
    redisUrl,
    port,
    host: text('HOST') ?? (shape === 'embedded' ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: (url('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    trustProxy: flag('TRUST_PROXY'),
    smtpPort: whole('SMTP_PORT', 2525, 1, 65535),
    smtpHost: text('SMTP_HOST') ?? (shape === 'embedded' ? '127.0.0.1' : '0.0.0.0'),
    smtpCertFile: text('SMTP_CERT_FILE'),
    smtpKeyFile: text('SMTP_KEY_FILE'),
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailDomain: text('MAIL_DOMAIN') ?? 'desk.localhost',
    ownerEmail: text('OTKLIK_OWNER_EMAIL'),
    ownerPassword: text('OTKLIK_OWNER_PASSWORD'),
    secret,
    allowAddresses: (text('OUTGOING_ALLOW') ?? '').split(/[\s,]+/).filter(Boolean),
    logLevel: text('LOG_LEVEL') ?? 'info',
    undoSeconds: whole('UNDO_SECONDS', 5, 0, 60),
    stopGraceSeconds: whole('STOP_GRACE_SECONDS', 0, 0, 15),
  };
  if (faults.length > 0)
    throw new EnvError(`Otklik cannot start with these settings:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
  return env;
}

/** Whether `npm start` or `npx otklik start` stands above this process, with a shell between. */
export const startedByNpm = (source: Record<string, string | undefined> = process.env): boolean =>
  ['start', 'otklik', 'npx'].includes(source.npm_lifecycle_event ?? '');

/** Names that look like ours; a set one that this build does not read is a misspelling, or of another version. */
const OURS = /^(OTKLIK_|SMTP_|MAIL_|OUTGOING_|FILES_|UNDO_)/;

/** Settings that are set but that nothing here reads. For `otklik doctor`. */
export function unsupportedSettings(source: Record<string, string | undefined> = process.env): string[] {
  const read = new Set<string>();
  const spy = new Proxy(source, {
    get(target, name: string) {
      read.add(name);
      return target[name];
    },
  });
  try {
    readEnv(spy);
  } catch {
    // The faults themselves are told elsewhere.
  }
  return Object.keys(source).filter(
    (name) => OURS.test(name) && source[name] && !read.has(name) && !name.startsWith('OTKLIK_TEST_'),
  );
}
