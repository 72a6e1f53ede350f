// A desk in a process of its own, started as a user starts it, that can be killed with -9 at any moment and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../free-port.js';
import { createEmptyDatabase, type TestDatabase } from '../postgres.js';
import { MailStandin } from '../standins/mail-standin.js';
import { TelegramStandin } from '../standins/telegram-standin.js';
import { CountingProxy, ExchangeCount } from './counting-proxy.js';
import { Listener } from './listener.js';

/** What is not given is made: a database on the server of the tests, and no Redis. */
interface Neighbours {
  redisUrl?: string | null;
  databaseUrl?: string;
}

export interface Kill {
  at: number;
  neighbour: string;
  before: boolean;
  /** Messages between send and mark at that instant, on the channel that cannot recognise a resend. */
  sending: number;
}

export const PASSWORD = 'correct horse battery staple';

export class KilledDesk {
  readonly exchanges = new ExchangeCount();
  readonly relay = new MailStandin();
  readonly telegram = new TelegramStandin();
  readonly listener = new Listener();
  readonly kills: Kill[] = [];
  url = '';
  smtpPort = 0;
  apiKey = '';
  workspaceId = '';
  chatKey = '';
  private database!: Pick<TestDatabase, 'url'> & Partial<TestDatabase>;
  private readonly ways = new Map<string, CountingProxy>();
  private child: ChildProcess | null = null;
  private env: Record<string, string> = {};
  private dataDir = '';
  private died: Promise<void> = Promise.resolve();

  static async open({ redisUrl, databaseUrl }: Neighbours): Promise<KilledDesk> {
    const desk = new KilledDesk();
    await Promise.all([desk.relay.start(), desk.telegram.start(), desk.listener.start()]);
    desk.database = databaseUrl ? { url: databaseUrl } : await createEmptyDatabase();
    const database = new URL(desk.database.url);
    const redis = redisUrl ? new URL(redisUrl) : null;
    const [pgProxy, mailProxy, telegramProxy, redisProxy] = await Promise.all([
      desk.wayTo('PostgreSQL', database),
      desk.wayTo('mail relay', new URL(desk.relay.url)),
      desk.wayTo('Telegram', new URL(desk.telegram.root)),
      // It is asked all the time, by whoever waits for work: that is no measure of what the desk does.
      redis && desk.wayTo('Redis', redis, new ExchangeCount()),
    ]);
    if (redis && redisProxy) redis.port = String(redisProxy.port);
    const port = await freePort();
    desk.smtpPort = await freePort();
    desk.dataDir = await mkdtemp(join(tmpdir(), 'otklik-faults-'));
    desk.url = `http://127.0.0.1:${port}`;
    database.port = String(pgProxy.port);
    desk.env = {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: database.href,
      OTKLIK_SECRET: randomBytes(32).toString('hex'),
      OTKLIK_DATA_DIR: desk.dataDir,
      OTKLIK_OWNER_EMAIL: 'owner@team.test',
      OTKLIK_OWNER_PASSWORD: PASSWORD,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: desk.url,
      SMTP_PORT: String(desk.smtpPort),
      SMTP_HOST: '127.0.0.1',
      SMTP_URL: `smtp://127.0.0.1:${mailProxy.port}`,
      MAIL_DOMAIN: 'desk.test',
      OUTGOING_ALLOW: '127.0.0.0/8',
      LOG_LEVEL: 'silent',
      ...(redis ? { REDIS_URL: redis.href } : {}),
    };
    try {
      await desk.start();
      await desk.furnish(`http://127.0.0.1:${telegramProxy.port}`);
    } catch (error) {
      await desk.close();
      throw error;
    }
    return desk;
  }

  /** Starts it, and answers when it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [resolve('apps/api/bin/otklik.js'), 'start'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout!.on('data', (chunk) => (said += chunk));
    child.stderr!.on('data', (chunk) => (said += chunk));
    this.child = child;
    this.died = new Promise((done) => child.once('exit', () => done()));
    const until = Date.now() + 60_000;
    for (;;) {
      if (this.child !== child || child.killed || child.signalCode) return;
      if (child.exitCode !== null) throw new Error(`The desk did not start:\n${said}`);
      if (
        await fetch(`${this.url}/health/ready`).then(
          (answer) => answer.ok,
          () => false,
        )
      )
        return;
      if (Date.now() > until) throw new Error(`The desk is not ready after a minute:\n${said}`);
      await sleep(50);
    }
  }

  /** kill -9 at the n-th exchange from now. */
  arm(n: number, before: boolean): void {
    this.exchanges.arm(n, before, (where) => {
      this.kills.push({ at: Date.now(), ...where, sending: 0 });
      this.child?.kill('SIGKILL');
    });
  }

  /** True if it has been killed and not started again. */
  get dead(): boolean {
    return this.child?.signalCode === 'SIGKILL' || this.child?.killed === true;
  }

  async restart(): Promise<void> {
    await this.died;
    // What was under way to Telegram is read before anything can put it right.
    this.kills.at(-1)!.sending = await this.sending();
    await this.start();
  }

  /** Messages between send and mark, on the channel that cannot recognise a resend. */
  async sending(): Promise<number> {
    const [row] = await this.ask<{ n: number }>(
      `SELECT count(*)::int AS n FROM message m JOIN ticket t ON t.id = m.ticket_id WHERE m.state = 'sending' AND t.channel = 'telegram'`,
    );
    return row!.n;
  }

  /** Nobody passes between the desk and this neighbour for so long. */
  async cut(neighbour: string, ms: number): Promise<void> {
    const way = this.ways.get(neighbour)!;
    const { port } = way;
    const cutOff = await way.stop();
    // Only Telegram cannot tell a message that it is sent again.
    this.kills.push({ at: Date.now(), neighbour, before: false, sending: neighbour === 'Telegram' ? cutOff : 0 });
    await sleep(ms);
    await way.start(port);
  }

  private async wayTo(neighbour: string, { hostname, port }: URL, exchanges = this.exchanges): Promise<CountingProxy> {
    const way = new CountingProxy(neighbour, { host: hostname, port: Number(port) }, exchanges);
    this.ways.set(neighbour, way);
    return way.start();
  }

  /** Stopped as an update stops it, and started again. */
  async restartKindly(): Promise<void> {
    this.child?.kill('SIGTERM');
    await this.died;
    await this.start();
  }

  async kill(): Promise<void> {
    this.kills.push({ at: Date.now(), neighbour: 'nobody', before: true, sending: 0 });
    this.child?.kill('SIGKILL');
    await this.died;
  }

  /** Reads the database past the proxy: the checker asks nobody who can be killed. */
  async ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<Row>(`/* test */ ${sql}`)).rows;
    } finally {
      await client.end();
    }
  }

  /** Runs a terminal command against the same desk. */
  async command(...args: string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, [resolve('apps/api/bin/otklik.js'), ...args], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout!.on('data', (chunk) => (output += chunk));
    child.stderr!.on('data', (chunk) => (output += chunk));
    const code = await new Promise<number>((done) => child.once('exit', (exit) => done(exit ?? 1)));
    return { code, output };
  }

  async api<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      signal: AbortSignal.timeout(5000),
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  async close(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.died;
    await this.listener.stop();
    await Promise.all([this.relay.stop(), this.telegram.stop(), ...[...this.ways.values()].map((way) => way.stop())]);
    await this.database.drop?.();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** An API key, a Telegram bot, a shop's own server, and surveys at once. */
  private async furnish(telegramRoot: string): Promise<void> {
    const made = await this.command('apikey', 'create', '--name', 'faults');
    if (made.code !== 0) throw new Error(made.output);
    this.apiKey = made.output.trim().split('\n').at(-1)!.trim();
    const secretToken = 'hook-secret-0123456789';
    const bot = await this.api<{ key: string }>('POST', '/api/v1/connections', {
      kind: 'telegram',
      name: 'bot',
      config: { botToken: this.telegram.token, mode: 'webhook', apiRoot: telegramRoot, webhookSecret: secretToken },
    });
    this.telegram.updates.setWebhook({ url: `${this.url}/hooks/telegram/${bot.key}`, secret_token: secretToken });
    const { url, secret } = this.listener;
    await this.api('POST', '/api/v1/connections', { kind: 'api', name: 'shop', config: { url, secret } });
    const connections = await this.api<{ kind: string; key: string }[]>('GET', '/api/v1/connections');
    this.chatKey = connections.find((connection) => connection.kind === 'chat')!.key;
    const [survey] = await this.api<{ id: string }[]>('GET', '/api/v1/surveys');
    await this.api('PATCH', `/api/v1/surveys/${survey!.id}`, {
      delaySeconds: { email: 0, chat: 0, telegram: 0, api: 0 },
    });
    const [workspace] = await this.ask<{ id: string }>('SELECT id FROM workspace');
    this.workspaceId = workspace!.id;
  }
}
