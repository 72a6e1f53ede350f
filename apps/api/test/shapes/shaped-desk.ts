// A desk in one of its three shapes, each process started as a user starts it: by environment alone.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServedDesk } from '../faults/customers.js';
import { freePort } from '../free-port.js';
import { createEmptyDatabase, type TestDatabase } from '../postgres.js';
import { MailStandin } from '../standins/mail-standin.js';
import { TelegramStandin } from '../standins/telegram-standin.js';

export type Shape = 'embedded' | 'standard' | 'split';
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

export class ShapedDesk implements ServedDesk {
  readonly relay = new MailStandin();
  readonly telegram = new TelegramStandin();
  url = '';
  /** Another web process of the same desk; the only one where there is but one. */
  otherUrl = '';
  smtpPort = 0;
  chatKey = '';
  redisPort = 0;
  private apiKey = '';
  private folder = '';
  private database: TestDatabase | null = null;
  private readonly children: ChildProcess[] = [];
  private env: Record<string, string> = {};

  static async open(shape: Shape): Promise<ShapedDesk> {
    const desk = new ShapedDesk();
    await Promise.all([desk.relay.start(), desk.telegram.start()]);
    try {
      await desk.start(shape);
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

  async close(): Promise<void> {
    for (const child of this.children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(20_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    }
    await Promise.all([this.relay.stop(), this.telegram.stop()]);
    await this.database?.drop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private async start(shape: Shape): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'otklik-shape-'));
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
    if (shape !== 'embedded') await this.addServers();
    const ports = [await freePort(), await freePort(), await freePort()];
    this.url = `http://127.0.0.1:${ports[0]}`;
    this.env.PUBLIC_URL = this.url;
    this.otherUrl = shape === 'split' ? `http://127.0.0.1:${ports[1]}` : this.url;
    // Started together, as a compose file does: they must not get in each other's way on an empty database.
    const roles = shape === 'split' ? ['web', 'web', 'worker'] : ['all'];
    await Promise.all(roles.map((role, index) => this.launch({ ROLE: role, PORT: String(ports[index]) })));
  }

  private async addServers(): Promise<void> {
    this.database = await createEmptyDatabase();
    this.redisPort = await freePort();
    const redis = spawn(
      redisProgram!,
      ['--port', String(this.redisPort), '--save', '', '--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction'],
      {
        cwd: this.folder,
        stdio: 'ignore',
      },
    );
    this.children.push(redis);
    this.env.DATABASE_URL = this.database.url;
    this.env.REDIS_URL = `redis://127.0.0.1:${this.redisPort}`;
    this.env.OTKLIK_SECRET = randomBytes(32).toString('hex');
  }

  private async launch(more: Record<string, string>): Promise<void> {
    const child = spawn(process.execPath, [BIN, 'start'], {
      env: { ...this.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    for (const end = Date.now() + 90_000; !said.includes('Otklik is ready'); await sleep(30)) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`The desk (${more.ROLE}) did not start:\n${said}`);
    }
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
