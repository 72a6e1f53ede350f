// A desk in one of its shapes, each process started as a user starts it: by environment alone.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { CountedDesk } from '../faults/count-losses.js';
import { CountingProxy, ExchangeCount } from '../faults/counting-proxy.js';
import type { ServedDesk } from '../faults/customers.js';
import { Nginx, nginxProgram } from '../fleet/nginx.js';
import { mailFront, RoundRobin } from '../fleet/round-robin.js';
import { freePort } from '../free-port.js';
import { createEmptyDatabase, type TestDatabase } from '../postgres.js';
import { MailStandin } from '../standins/mail-standin.js';
import { TelegramStandin } from '../standins/telegram-standin.js';

export type Shape = 'embedded' | 'standard' | 'split' | 'fleet';
export const OWNER = { email: 'owner@team.test', password: 'correct horse battery staple' };
const BIN = resolve('apps/api/bin/otklik.js');

/** Null where this machine has no Redis. */
export const redisProgram = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return 'redis-server';
  } catch {
    return null;
  }
})();

const ROLES: Record<Shape, string[]> = {
  embedded: ['all'],
  standard: ['all'],
  split: ['web', 'web', 'worker'],
  fleet: ['web', 'web', 'web', 'worker', 'worker'],
};

/** One process of a desk; its database sessions carry its name. */
export interface DeskNode {
  name: string;
  url: string;
  env: Record<string, string>;
  child: ChildProcess;
}

/** What differs from the shape's usual wiring. */
interface Wiring {
  /** false: one process on a PostgreSQL of its own, whose queue is on PostgreSQL too. */
  redis?: boolean;
  undoSeconds?: number;
  /** A PostgreSQL of the test's own, and one that follows it. */
  postgres?: { url: string; replicaUrl: string };
}

export class ShapedDesk implements ServedDesk, CountedDesk {
  readonly relay = new MailStandin();
  readonly telegram = new TelegramStandin();
  url = '';
  /** Another web process of the same desk; the only one where there is but one. */
  otherUrl = '';
  smtpPort = 0;
  chatKey = '';
  redisPort = 0;
  readonly kills = [];
  readonly nodes: DeskNode[] = [];
  /** The load balancer, in the shape that has one. */
  front: Nginx | RoundRobin | null = null;
  private mails: Server | null = null;
  /** Everything its processes printed: told when something goes wrong. */
  output = '';
  private apiKey = '';
  private folder = '';
  private database: TestDatabase | null = null;
  /** The way from the desk to its PostgreSQL, where that is not its own child. */
  private way: CountingProxy | null = null;
  private wayPort = 0;
  private readonly children: ChildProcess[] = [];
  private env: Record<string, string> = {};

  static async open(shape: Shape, wiring: Wiring = {}): Promise<ShapedDesk> {
    const desk = new ShapedDesk();
    await Promise.all([desk.relay.start(), desk.telegram.start()]);
    try {
      await desk.start(shape, wiring);
      await desk.furnish();
    } catch (error) {
      await desk.close();
      throw error;
    }
    return desk;
  }

  async api<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      signal: AbortSignal.timeout(10_000),
      headers: { authorization: `Bearer ${this.apiKey}`, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  async command(...args: string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, [BIN, ...args], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const [code] = await once(child, 'close');
    return { code: code ?? 1, output };
  }

  /** Everything Redis knows is gone, as after a lost machine. */
  async wipeRedis(): Promise<void> {
    execFileSync('redis-cli', ['-p', String(this.redisPort), 'FLUSHALL'], { stdio: 'ignore' });
  }

  /** PostgreSQL is gone: every connection is cut, and new ones are refused. */
  async loseDatabase(): Promise<void> {
    await this.way!.stop();
  }

  async findDatabase(): Promise<void> {
    await this.way!.start(this.wayPort);
  }

  /** The process number of the embedded PostgreSQL. */
  get postmaster(): number {
    return Number(readFileSync(join(this.env.OTKLIK_DATA_DIR!, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** The first process of the desk itself: the same number and alive, if it was never started again. */
  get process(): { pid: number; alive: boolean } {
    const child = this.children.find((one) => one.spawnargs.includes('start'))!;
    return { pid: child.pid!, alive: child.exitCode === null && child.signalCode === null };
  }

  /** Asks the database past the desk and past the way that may be cut. */
  async ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.database?.url ?? this.embeddedUrl });
    await client.connect();
    try {
      return (await client.query<Row>(`/* test */ ${sql}`)).rows;
    } finally {
      await client.end();
    }
  }

  private get embeddedUrl(): string {
    const cluster = join(this.env.OTKLIK_DATA_DIR!, 'postgres');
    const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3];
    return `postgres://otklik:${readFileSync(join(cluster, 'otklik.password'), 'utf8').trim()}@127.0.0.1:${port}/otklik`;
  }

  /** Ends one process, with SIGTERM as an update does or as a lost machine, and answers when it is gone. */
  async end(node: DeskNode, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ended = once(node.child, 'exit');
    node.child.kill(signal);
    await ended;
  }

  /** Starts an ended process again where it was. */
  async again(node: DeskNode): Promise<void> {
    node.child = await this.launch(node.env);
  }

  async close(): Promise<void> {
    this.mails?.close();
    await this.front?.stop();
    for (const child of this.children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(20_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    }
    await Promise.all([this.relay.stop(), this.telegram.stop(), this.way?.stop()]);
    await this.database?.drop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private async start(shape: Shape, { redis = true, undoSeconds, postgres }: Wiring): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'otklik-shape-'));
    // As root, PostgreSQL runs as another user, who must get in.
    await chmod(this.folder, 0o755);
    this.smtpPort = await freePort();
    this.env = {
      PATH: process.env.PATH ?? '',
      OTKLIK_DATA_DIR: join(this.folder, 'data'),
      OTKLIK_OWNER_EMAIL: OWNER.email,
      OTKLIK_OWNER_PASSWORD: OWNER.password,
      HOST: '127.0.0.1',
      SMTP_PORT: String(this.smtpPort),
      SMTP_HOST: '127.0.0.1',
      SMTP_URL: this.relay.url,
      MAIL_DOMAIN: 'desk.test',
      OUTGOING_ALLOW: '127.0.0.0/8',
      LOG_LEVEL: 'warn',
    };
    if (shape === 'fleet') this.env.STOP_GRACE_SECONDS = '2';
    if (undoSeconds !== undefined) this.env.UNDO_SECONDS = String(undoSeconds);
    if (shape !== 'embedded') await this.addDatabase(postgres?.url);
    if (postgres) this.env.DATABASE_REPLICA_URL = postgres.replicaUrl;
    if (shape !== 'embedded' && redis) await this.addRedis();
    const wanted: { role: string; port: number; smtpPort: number }[] = [];
    for (const role of ROLES[shape]) {
      const own = shape === 'fleet' && role === 'worker';
      wanted.push({ role, port: await freePort(), smtpPort: own ? await freePort() : this.smtpPort });
    }
    const webs = wanted.filter(({ role }) => role !== 'worker').map(({ port }) => port);
    if (shape === 'fleet') {
      this.front = nginxProgram ? await Nginx.start(webs, this.folder) : await new RoundRobin(webs).start();
      const workers = wanted.filter(({ role }) => role === 'worker');
      this.mails = await mailFront(
        this.smtpPort,
        workers.map(({ smtpPort }) => smtpPort),
      );
    }
    this.url = `http://127.0.0.1:${this.front?.port ?? webs[0]}`;
    this.env.PUBLIC_URL = this.url;
    this.otherUrl = `http://127.0.0.1:${webs.at(-1)}`;
    // Started together, as a compose file does: they must not get in each other's way on an empty database.
    await Promise.all(
      wanted.map(async ({ role, port, smtpPort }, index) => {
        const name = `${role}-${index}`;
        const env: Record<string, string> = { ROLE: role, PORT: String(port), SMTP_PORT: String(smtpPort) };
        if (shape === 'fleet') env.DATABASE_URL = `${this.env.DATABASE_URL}?application_name=${name}`;
        this.nodes[index] = { name, url: `http://127.0.0.1:${port}`, env, child: await this.launch(env) };
      }),
    );
  }

  private async addDatabase(own?: string): Promise<void> {
    this.database = own ? { url: own, drop: async () => undefined } : await createEmptyDatabase();
    const url = new URL(this.database.url);
    const target = { host: url.hostname, port: Number(url.port) };
    this.way = await new CountingProxy('PostgreSQL', target, new ExchangeCount()).start();
    this.wayPort = this.way.port;
    url.port = String(this.wayPort);
    this.env.DATABASE_URL = url.href;
    this.env.OTKLIK_SECRET = randomBytes(32).toString('hex');
  }

  private async addRedis(): Promise<void> {
    this.redisPort = await freePort();
    const asks = ['--port', String(this.redisPort), '--bind', '127.0.0.1'];
    const keeps = ['--save', '', '--maxmemory-policy', 'noeviction'];
    this.children.push(spawn(redisProgram!, [...asks, ...keeps], { cwd: this.folder, stdio: 'ignore' }));
    this.env.REDIS_URL = `redis://127.0.0.1:${this.redisPort}`;
  }

  private async launch(more: Record<string, string>): Promise<ChildProcess> {
    const child = spawn(process.execPath, [BIN, 'start'], {
      env: { ...this.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        this.output += chunk;
      });
    for (const end = Date.now() + 90_000; !said.includes('Otklik is ready'); await sleep(30)) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`The desk (${more.ROLE}) did not start:\n${said}`);
    }
    return child;
  }

  /** An API key, a Telegram bot, and surveys at once. */
  private async furnish(): Promise<void> {
    const made = await this.command('apikey', 'create', '--name', 'shapes');
    if (made.code !== 0) throw new Error(made.output);
    this.apiKey = made.output.trim().split('\n').at(-1)!.trim();
    const webhookSecret = 'hook-secret-0123456789';
    const config = { botToken: this.telegram.token, mode: 'webhook', apiRoot: this.telegram.root, webhookSecret };
    const bot = await this.api<{ key: string }>('POST', '/api/v1/connections', {
      kind: 'telegram',
      name: 'bot',
      config,
    });
    this.telegram.updates.setWebhook({ url: `${this.url}/hooks/telegram/${bot.key}`, secret_token: webhookSecret });
    const connections = await this.api<{ kind: string; key: string }[]>('GET', '/api/v1/connections');
    this.chatKey = connections.find((connection) => connection.kind === 'chat')!.key;
    const [survey] = await this.api<{ id: string }[]>('GET', '/api/v1/surveys');
    await this.api('PATCH', `/api/v1/surveys/${survey!.id}`, { delaySeconds: { email: 0, chat: 0, telegram: 0 } });
  }
}
