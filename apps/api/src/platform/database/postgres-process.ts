// The embedded database as a process: launched apart from ours, so that Ctrl-C reaches us first, and stopped when we say so.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processBegan } from '../process-lock.js';
import type { Account } from './postgres-account.js';
import { type Binaries, EmbeddedPostgresError } from './postgres-binaries.js';
import { asAccount, explain } from './postgres-cluster.js';

interface LaunchOptions {
  /** Where PostgreSQL writes what it has to say. */
  log: string;
  durable: boolean;
  settings: Record<string, string>;
  /** The port it had before it ended by itself; absent: any free one. */
  port?: number;
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  wal_compression: 'on',
  jit: 'off',
  client_connection_check_interval: '2s',
  idle_in_transaction_session_timeout: '5min',
  autovacuum_naptime: '20s',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** Starts the server on a free port of this machine and waits until it takes connections. */
export async function launch(
  binaries: Binaries,
  cluster: string,
  account: Account | null,
  options: LaunchOptions,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const log = openLog(options.log);
    const said = statSync(options.log).size;
    const settings = {
      ...SETTINGS,
      port: String(port),
      ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      ...options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(binaries.postgres, ['-D', cluster, ...flags], {
      ...asAccount(account),
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
    closeSync(log);
    if (await isReady(child, cluster)) {
      child.unref();
      return { pid: child.pid as number, port };
    }
    const output = readFileSync(options.log, 'utf8').slice(said).trim();
    if (attempt < 3 && /address already in use|could not bind/i.test(output)) continue;
    throw new EmbeddedPostgresError(explain(`The database in ${cluster} did not start.`, output));
  }
}

/** True once the postmaster says `ready` in its pid file; false when it ended instead. Recovery after a crash may take its time. */
async function isReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const file = join(cluster, 'postmaster.pid');
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  while (!ended) {
    if (existsSync(file)) {
      const lines = readFileSync(file, 'utf8').split('\n');
      // On Windows the process number in the file is the postmaster's own; elsewhere it is our child.
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    }
    await sleep(10);
  }
  return false;
}

/** Ends the server: connections are closed, everything confirmed is on disk. Waits until it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ];
  for (const [signal, patience] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) if (processBegan(pid) === null) return;
  }
}

/** Appends to the log of the last runs; a long one is set aside first. */
function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
