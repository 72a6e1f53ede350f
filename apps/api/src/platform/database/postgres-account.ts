// As whom the embedded PostgreSQL runs: it refuses root, so root lends it an account and folders that account can enter.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where root keeps what an unprivileged account must reach. */
export const ROOT_HOME = '/var/lib/otklik';

export interface Account {
  uid: number;
  gid: number;
}

/**
 * The account PostgreSQL must be started with; null when we are an ordinary user and start it as ourselves.
 * @param cluster an existing cluster keeps the account that owns it
 */
export function postgresAccount(cluster: string): Account | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ['otklik', 'postgres', '_postgres']) {
    const account = lookUp(name);
    if (account) return account;
  }
  attempt('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'otklik']);
  if (!lookUp('otklik')) attempt('adduser', ['-S', '-D', '-H', 'otklik']);
  const made = lookUp('otklik') ?? lookUp('nobody');
  if (made) return made;
  throw new Error(
    'PostgreSQL refuses to run as root, and no account could be made for it. Run `useradd --system otklik`, or start Otklik as an ordinary user.',
  );
}

/** Whether the account can enter the folder, or the deepest of its parents that exists. Access lists are not looked at. */
export function canReach(path: string, account: Account): boolean {
  let folder = path;
  while (!existsSync(folder)) folder = dirname(folder);
  for (folder = realpathSync(folder); ; folder = dirname(folder)) {
    const { mode, uid, gid } = lstatSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function lookUp(name: string): Account | null {
  const number = (flag: string) => Number(attempt('id', [flag, name]) ?? Number.NaN);
  const [uid, gid] = [number('-u'), number('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : null;
}

function attempt(program: string, args: string[]): string | null {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
