// Where the embedded database keeps its files, and how they are first made.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, canReach, ROOT_HOME } from './postgres-account.js';
import { type Binaries, EmbeddedPostgresError } from './postgres-binaries.js';

export const USER = 'otklik';
export const DATABASE = 'otklik';
/** Inside the cluster, so that a copied data folder carries it along. */
export const PASSWORD_FILE = 'otklik.password';

/**
 * The real folder of the cluster: `<dataDir>/postgres`, or, where root's account cannot enter the data folder
 * (below /root, say), a folder under /var/lib/otklik that `<dataDir>/postgres` then links to.
 */
export function clusterFolder(dataDir: string, account: Account | null, tell: (line: string) => void): string {
  const here = join(dataDir, 'postgres');
  const isLink = lstatSync(here, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (isLink && !existsSync(here)) rmSync(here);
  if (isLink && existsSync(here)) return realpathSync(here);
  if (!account || canReach(dataDir, account))
    return existsSync(here) ? realpathSync(here) : join(realpathSync(dataDir), 'postgres');

  const there = join(
    ROOT_HOME,
    createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16),
    'postgres',
  );
  mkdirSync(dirname(there), { recursive: true, mode: 0o755 });
  chmodSync(ROOT_HOME, 0o755);
  chmodSync(dirname(there), 0o755);
  if (existsSync(there)) {
    const aside = `${there}.${new Date().toISOString().replace(/\W/g, '')}`;
    renameSync(there, aside);
    tell(
      `${dataDir} is new, but a database made for an older folder of that name was found. It was set aside as ${aside}.`,
    );
  }
  tell(`The database is kept in ${there}: as root, PostgreSQL runs as another user, who cannot enter ${dataDir}.`);
  if (existsSync(here)) {
    cpSync(here, there, { recursive: true, preserveTimestamps: true });
    giveTo(there, account);
    renameSync(here, `${here}.moved`);
    tell(`It was copied there; the former files are in ${here}.moved and may be removed.`);
  }
  symlinkSync(there, here);
  return there;
}

/** An empty folder may stand where the cluster goes (a fresh volume); anything else there is somebody's and is not touched. */
function clearWay(cluster: string): void {
  try {
    if (lstatSync(cluster, { throwIfNoEntry: false })) rmdirSync(cluster);
  } catch {
    throw new EmbeddedPostgresError(
      `${cluster} holds something that is not our database, or belongs to another user. Move it away, or choose another OTKLIK_DATA_DIR.`,
    );
  }
}

/** Makes an empty cluster; a half-made one (the process was killed) never gets the final name. */
export async function makeCluster(binaries: Binaries, cluster: string, account: Account | null): Promise<void> {
  const draft = join(dirname(cluster), `${basename(cluster)}.new`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  const password = randomBytes(24).toString('hex');
  const handover = mkdtempSync(join(tmpdir(), 'otklik-'));
  const passwordFile = join(handover, 'password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [handover, passwordFile]) chownSync(path, account.uid, account.gid);
    await initialise(binaries, draft, account, passwordFile);
  } finally {
    rmSync(handover, { recursive: true, force: true });
  }
  writeFileSync(join(draft, PASSWORD_FILE), password, { mode: 0o600 });
  if (account) chownSync(join(draft, PASSWORD_FILE), account.uid, account.gid);
  clearWay(cluster);
  renameSync(draft, cluster);
}

/** pg_trgm sees letters beyond ASCII only when the character type is a UTF-8 locale, and each system names its own. */
const CHARACTER_TYPES: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['en_US.UTF-8', 'C.UTF-8', 'C'],
  win32: ['en-US', 'C'],
};

async function initialise(
  binaries: Binaries,
  folder: string,
  account: Account | null,
  passwordFile: string,
): Promise<void> {
  const faults: string[] = [];
  for (const characterType of CHARACTER_TYPES[process.platform] ?? ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = [
      `--pgdata=${folder}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characterType}`,
      '--text-search-config=simple',
    ];
    const fault = await run(binaries.initdb, args, account);
    if (fault === null) return;
    faults.push(fault);
    if (!faults.at(-1)?.includes('locale')) break;
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  }
  throw new EmbeddedPostgresError(explain(`The database could not be made in ${folder}.`, faults.join('\n')));
}

/** Null when the program ended well, else what it had to say. */
function run(program: string, args: string[], account: Account | null): Promise<string | null> {
  return new Promise((ended) => {
    const child = spawn(program, args, {
      ...asAccount(account),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    child.once('error', (error) => ended(error.message));
    child.once('close', (code) => ended(code === 0 ? null : said.trim() || `it ended with ${code}`));
  });
}

/** How every program of PostgreSQL is started: as the account, in a folder anybody can enter, untouched by our own environment. */
export function asAccount(account: Account | null): {
  cwd?: string;
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
} {
  if (process.platform === 'win32') return {};
  return { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...(account ?? {}) };
}

/** A fault of PostgreSQL's programs with what to do about it. */
export function explain(what: string, output: string): string {
  const advice = /no space left|disk full/i.test(output)
    ? 'The disk is full: free some space and start again; nothing that was confirmed is lost.'
    : /permission denied|EACCES/i.test(output)
      ? 'The folder belongs to another user: start Otklik as that user, or give the folder to this one.'
      : /error while loading shared libraries|ENOENT/i.test(output)
        ? 'This system cannot run the PostgreSQL that npm brought: install PostgreSQL 16 or newer and set DATABASE_URL.'
        : 'The lines above come from PostgreSQL.';
  return `${what}\n${output}\n${advice}`;
}

function giveTo(folder: string, account: Account): void {
  chownSync(folder, account.uid, account.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, name), account.uid, account.gid);
}
