// A PostgreSQL that follows another: its files copied once, its changes streamed; it can fall behind, die and come back.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { postgresAccount } from '../../src/platform/database/postgres-account.js';
import { findBinaries } from '../../src/platform/database/postgres-binaries.js';
import { asAccount } from '../../src/platform/database/postgres-cluster.js';
import { freePort } from '../free-port.js';

const PRIMARY = { wal_level: 'replica', max_wal_senders: '4', wal_keep_size: '512MB' };

export class FollowedPostgres {
  private readonly folder = mkdtempSync(join(process.env.OTKLIK_TEST_POSTGRES!, 'followed-'));
  private primary!: EmbeddedPostgres;
  private replica!: ChildProcess;
  private port = 0;

  static async start(): Promise<FollowedPostgres> {
    const own = new FollowedPostgres();
    // Root's PostgreSQL is another account's, which must get in.
    chmodSync(own.folder, 0o755);
    const settings = { dataDir: own.folder, settings: PRIMARY };
    await (await startEmbeddedPostgres(settings)).stop();
    execFileSync('cp', ['-a', join(own.folder, 'postgres'), own.copy]);
    writeFileSync(join(own.copy, 'standby.signal'), '');
    own.primary = await startEmbeddedPostgres(settings);
    own.port = await freePort();
    await own.follow();
    return own;
  }

  get url(): string {
    return this.primary.url;
  }

  get replicaUrl(): string {
    const url = new URL(this.primary.url);
    url.port = String(this.port);
    return url.href;
  }

  async onReplica<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.replicaUrl, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Starts the replica, also again after `kill`, and waits until it can be read. */
  async follow(): Promise<void> {
    const account = postgresAccount(this.copy);
    const { username, password, hostname, port } = new URL(this.primary.url);
    const settings = {
      ...PRIMARY,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '100',
      fsync: 'off',
      port: String(this.port),
      primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const { postgres } = findBinaries(account, this.folder, () => undefined);
    this.replica = spawn(postgres, ['-D', this.copy, ...flags], { ...asAccount(account), stdio: 'ignore' });
    for (const end = Date.now() + 20_000; ; await sleep(50)) {
      const reads = await this.onReplica('SELECT 1').catch(() => null);
      if (reads) return;
      if (Date.now() > end || this.replica.exitCode !== null) throw new Error('The replica did not start.');
    }
  }

  async kill(): Promise<void> {
    const gone = once(this.replica, 'exit');
    this.replica.kill('SIGKILL');
    await gone;
    rmSync(join(this.copy, 'postmaster.pid'), { force: true });
  }

  /** All of it stands still while `work` runs: lines stay open, nobody answers. */
  async hang(work: () => Promise<void>): Promise<void> {
    const rows = await this.onReplica<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
    );
    const all = [this.replica.pid!, ...rows.map(({ pid }) => pid)];
    for (const pid of all) process.kill(pid, 'SIGSTOP');
    try {
      await work();
    } finally {
      for (const pid of all) process.kill(pid, 'SIGCONT');
    }
  }

  async stop(): Promise<void> {
    const gone = once(this.replica, 'exit');
    this.replica.kill('SIGQUIT');
    await gone;
    await this.primary.stop();
  }

  private get copy(): string {
    return join(this.folder, 'replica');
  }
}
