// A desk of the benchmark's own: an empty folder, free ports, filled by the terminal's own command, gone afterwards.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PROGRAM = join(ROOT, 'apps/api/bin/otklik.js');
const PROBE = join(ROOT, 'bench/probe.mjs');
const READY_MS = 120_000;
export const OWNER = { email: 'owner@bench.example', password: 'a long enough password' };

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts it; `fill` are the words after `otklik seed`; `settings` go beside its own; `folder` is one that is there already. It carries the probe that answers `ask`:
 * `ask('stall')`, `ask('memory')`, `ask('profile', file)`: see probe.mjs.
 */
export async function startDesk(fill, settings = {}, folder = mkdtempSync(join(tmpdir(), 'otklik-bench-'))) {
  chmodSync(folder, 0o755); // as root, PostgreSQL runs as another user, who must get in
  const [port, smtp] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    OTKLIK_DATA_DIR: folder,
    OTKLIK_OWNER_EMAIL: OWNER.email,
    OTKLIK_OWNER_PASSWORD: OWNER.password,
    PORT: String(port),
    SMTP_PORT: String(smtp),
    ...settings,
  };
  let child = null;
  const start = async () => {
    const words = ['--import', pathToFileURL(PROBE).href, PROGRAM, 'start'];
    child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let said = '';
    const ready = new Promise((resolve, reject) => {
      const hear = (chunk) => {
        said += chunk;
        if (said.includes('Ctrl-C stops')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(`The desk ended: ${said.slice(-2000)}`)));
      setTimeout(() => reject(new Error(`The desk is not ready: ${said.slice(-2000)}`)), READY_MS).unref();
    });
    await ready;
  };
  const stop = async () => {
    if (!child || child.exitCode !== null) return;
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  /** While it is being filled nobody else should want the tables: it is stopped. */
  const seed = (words) =>
    promisify(execFile)(process.execPath, [PROGRAM, 'seed', ...words], { env, maxBuffer: 1 << 26 });
  await start();
  if (fill) {
    await stop();
    await seed(fill);
    await start();
  }
  const ask = async (what, file) => {
    child.send({ what, file });
    const [answer] = await once(child, 'message');
    return answer;
  };
  return {
    url: `http://localhost:${port}`,
    folder,
    smtp,
    ask,
    start,
    stop,
    seed,
    pid: () => child.pid,
    database: async () => {
      const { openDatabase } = await import(pathToFileURL(join(ROOT, 'apps/api/dist/cli/open-database.js')).href);
      const opened = await openDatabase({ shape: 'embedded', dataDir: folder }, { guest: true });
      return { url: opened.env.databaseUrl, close: opened.close };
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
