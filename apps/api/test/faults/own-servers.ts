// The servers beside a desk that die too: a PostgreSQL and a Redis of its own, which can be killed with -9 and come back where they were.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { freePort } from '../free-port.js';

/** Enough for an hour of a few customers, and filled in an instant. */
const DISK_BYTES = 1_000_000_000;

/** The embedded PostgreSQL with its own watch over it, in a folder of the test run. */
export class OwnPostgres {
  /** It has a disk of its own, which can be filled without harm to anybody. */
  readonly ownDisk: boolean = false;
  private server!: EmbeddedPostgres;

  static async start(): Promise<OwnPostgres> {
    const own = new OwnPostgres(mkdtempSync(join(process.env.OTKLIK_TEST_POSTGRES!, 'faults-')));
    // Root's PostgreSQL is another account's, which must get in.
    chmodSync(own.folder, 0o755);
    own.server = await startEmbeddedPostgres({ dataDir: own.folder });
    return own;
  }

  private constructor(private readonly folder: string) {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], { stdio: 'ignore' });
      this.ownDisk = true;
    } catch {
      // Only root may mount, and not in every container.
    }
  }

  /** For so long its disk takes nothing more. */
  async fill(ms: number): Promise<void> {
    const rest = join(this.folder, 'rest');
    const { bavail, bsize } = statfsSync(this.folder);
    execFileSync('fallocate', ['-l', String(bavail * bsize), rest]);
    await sleep(ms);
    rmSync(rest);
    await this.back();
  }

  get url(): string {
    return this.server.url;
  }

  /** The whole server, or one backend of it, after which PostgreSQL throws out everybody and recovers. */
  async kill(who: 'postmaster' | 'backend'): Promise<void> {
    const which =
      who === 'postmaster'
        ? `split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int`
        : `(SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1)`;
    const pid = (await this.ask<{ pid: number | null }>(`SELECT ${which} AS pid`)).pid;
    if (pid) process.kill(pid, 'SIGKILL');
    await sleep(200);
    await this.back();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    if (this.ownDisk) execFileSync('umount', ['-l', this.folder], { stdio: 'ignore' });
  }

  /** Waits until it takes words to keep again. */
  private async back(): Promise<void> {
    while (
      !(await this.ask('CREATE TEMPORARY TABLE back (n int)').then(
        () => true,
        () => false,
      ))
    )
      await sleep(100);
  }

  private async ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(sql)).rows[0]!;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

export class OwnRedis {
  private readonly folder = mkdtempSync(join(process.env.OTKLIK_TEST_POSTGRES!, 'redis-'));
  private child!: ChildProcess;

  private constructor(private readonly port: number) {}

  static async start(): Promise<OwnRedis> {
    const own = new OwnRedis(await freePort());
    own.run();
    return own;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async kill(): Promise<void> {
    await this.stop();
    this.run();
  }

  wipe(): void {
    execFileSync('redis-cli', ['-p', String(this.port), 'FLUSHALL'], { stdio: 'ignore' });
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGKILL');
    await gone;
  }

  private run(): void {
    const asks = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes'];
    this.child = spawn('redis-server', asks, { cwd: this.folder, stdio: 'ignore' });
  }
}
