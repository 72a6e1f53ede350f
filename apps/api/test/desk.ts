// The desk as the stories speak of it: a real one on a real PostgreSQL, with stand-ins for the outside world alone.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MessageItem, TicketRow, WidgetLine, WidgetVisitor } from '@otklik/contract';
import { CreateConnection } from '../src/desk/create-connection.js';
import { CreateWorkspace } from '../src/desk/create-workspace.js';
import { createDesk, openDesk } from '../src/desk-server.js';
import { type Env, readEnv } from '../src/env.js';
import { SmtpListener } from '../src/inbound/smtp.js';
import { Clock } from '../src/platform/clock.js';
import { Database } from '../src/platform/database/database.js';
import { Relay } from '../src/platform/events/relay.js';
import { Jobs } from '../src/platform/jobs/jobs.js';
import { CreateDefaultSurvey } from '../src/survey/create-default-survey.js';
import { freePort } from './free-port.js';
import { watchTheConnections } from './one-connection.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { MailStandin, sendMail } from './standins/mail-standin.js';
import { TelegramStandin } from './standins/telegram-standin.js';
import { watchTheWall } from './wall.js';

const TELEGRAM_SECRET = 'hook-secret-0123456789';
const PASSWORD = 'correct horse battery staple';

/** Someone signed in, acting over HTTP as a browser would. */
export class Person {
  constructor(
    private readonly desk: TestDesk,
    readonly id: string,
    private readonly cookie: string,
    private readonly csrf: string,
  ) {}

  /** What a browser of this person sends along; for calls that are not JSON. */
  get headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-csrf-token': this.csrf };
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(this.desk.url + path, {
      method,
      headers: {
        cookie: this.cookie,
        'x-csrf-token': this.csrf,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T,
    };
  }

  /** Like `call`, for what must succeed. */
  async does<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.call<T>(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async tickets(view = 'all'): Promise<TicketRow[]> {
    return (await this.does<{ items: TicketRow[] }>('GET', `/api/v1/tickets?view=${view}`)).items;
  }

  async conversation(ticketId: string): Promise<MessageItem[]> {
    const { items } = await this.does<{ items: { type: string }[] }>(
      'GET',
      `/api/v1/tickets/${ticketId}/conversation?limit=500`,
    );
    return items.filter((item) => item.type === 'message') as MessageItem[];
  }

  async replies(ticketId: string, text: string, more: Record<string, unknown> = {}): Promise<MessageItem> {
    const body = { text, html: `<p>${text}</p>`, ...more };
    const { item } = await this.does<{ item: MessageItem }>('POST', `/api/v1/tickets/${ticketId}/messages`, body, {
      'idempotency-key': randomUUID(),
    });
    return item;
  }

  async solves(ticketId: string): Promise<void> {
    await this.does('POST', `/api/v1/tickets/${ticketId}/state`, { state: 'solved' });
  }
}

/** A customer in the widget. */
export class Visitor {
  constructor(
    private readonly url: string,
    readonly token: string,
    readonly id: string,
  ) {}

  writes(text: string, clientId: string = randomUUID(), fileIds: string[] = []): Promise<WidgetLine> {
    return post(
      `${this.url}/api/widget/v1/messages`,
      { clientId, text, fileIds, page: 'https://shop.test/', locale: 'en' },
      this.token,
    );
  }

  async lines(): Promise<WidgetLine[]> {
    const response = await fetch(`${this.url}/api/widget/v1/lines`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    return ((await response.json()) as { lines: WidgetLine[] }).lines;
  }

  async rates(token: string, score: number, comment?: string): Promise<void> {
    await post(`${this.url}/api/widget/v1/answers`, { token, score, ...(comment ? { comment } : {}) }, this.token);
  }
}

async function post<T>(url: string, body: unknown, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (response.status >= 300) throw new Error(`POST ${url}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : null) as T;
}

export interface TestWorkspace {
  workspaceId: string;
  owner: Person;
  /** Connection ids and public keys by kind. */
  mail: { id: string; key: string };
  chat: { id: string; key: string };
  telegram: { id: string; key: string };
}

export class TestDesk {
  app!: NestFastifyApplication;
  env!: Env;
  url!: string;
  readonly relay = new MailStandin();
  readonly telegram = new TelegramStandin();
  /** The workspace of the story. */
  main!: TestWorkspace;
  /** Another tenant with the same names, addresses and outside ids: it must never appear. */
  twin!: TestWorkspace;
  private testDatabase!: TestDatabase;
  private readonly wall = watchTheWall();
  private readonly connections = watchTheConnections();

  /** Opens a desk of its own. `env`: settings that differ, e.g. `{ smtpUrl: null }` for kept mail. */
  static async open(env: Partial<Env> = {}): Promise<TestDesk> {
    const desk = new TestDesk();
    await Promise.all([desk.relay.start(), desk.telegram.start()]);
    desk.testDatabase = await createTestDatabase();
    const port = await freePort();
    desk.env = {
      ...readEnv({}),
      databaseUrl: desk.testDatabase.url,
      secret: randomBytes(32).toString('hex'),
      dataDir: await mkdtemp(join(tmpdir(), 'otklik-story-')),
      port,
      host: '127.0.0.1',
      publicUrl: `http://127.0.0.1:${port}`,
      smtpPort: 0,
      smtpUrl: desk.relay.url,
      mailDomain: 'desk.test',
      allowAddresses: ['127.0.0.0/8', '::1'],
      logLevel: 'error',
      undoSeconds: 0,
      ...env,
    };
    desk.url = desk.env.publicUrl;
    await desk.start();
    desk.main = await desk.furnish('story', 'support@desk.test');
    desk.twin = await desk.furnish('twin', 'twin@desk.test');
    desk.telegram.updates.setWebhook({
      url: `${desk.url}/hooks/telegram/${desk.main.telegram.key}`,
      secret_token: TELEGRAM_SECRET,
    });
    return desk;
  }

  /** Opens the door on the same data: after `crash` or `stop`, as a restart would. */
  async start(): Promise<void> {
    this.app = await createDesk(this.env);
    await openDesk(this.app, this.env);
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.relay.stop(), this.telegram.stop()]);
    await this.testDatabase.drop();
    await rm(this.env.dataDir, { recursive: true, force: true });
    await this.wall.check();
    this.connections.check();
  }

  get database(): Database {
    return this.app.get(Database);
  }

  get clock(): Clock {
    return this.app.get(Clock);
  }

  get smtpPort(): number {
    return this.app.get(SmtpListener).port!;
  }

  /** Moves the desk's clock; what became due is looked for at once. */
  async travels(milliseconds: number): Promise<void> {
    this.clock.travel(milliseconds);
    await this.settles();
  }

  /** Waits until nothing is on its way: no outbox row, no job that could run now, no due row. */
  async settles(timeoutMs = 15_000): Promise<void> {
    const relay = this.app.get(Relay);
    const jobs = this.app.get(Jobs);
    const until = Date.now() + timeoutMs;
    for (let calm = 0; calm < 2; ) {
      if (Date.now() > until) throw new Error(`The desk does not settle: ${JSON.stringify(await jobs.counts())}`);
      const counts = await jobs.counts();
      const busy = Object.values(counts).some(
        (queue) => (queue.waiting ?? 0) + (queue.active ?? 0) + (queue.prioritized ?? 0) > 0,
      );
      if (busy || !(await relay.isIdle())) calm = 0;
      else calm = (await jobs.sweep(this.clock.now())) > 0 ? 0 : calm + 1;
      await sleep(15);
    }
  }

  async signIn(email: string, password = PASSWORD, workspace?: string): Promise<Person> {
    const response = await fetch(`${this.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, ...(workspace ? { workspace } : {}) }),
    });
    if (response.status >= 300) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    const me = (await response.json()) as { csrf: string; agent: { id: string } };
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return new Person(this, me.agent.id, cookie, me.csrf);
  }

  /** Another agent of the story's workspace, signed in. */
  async hires(name: string, role: 'owner' | 'lead' | 'agent' = 'agent'): Promise<Person> {
    const email = `${name.toLowerCase()}@team.test`;
    await this.main.owner.does('POST', '/api/v1/agents', { email, name, role, password: PASSWORD });
    return this.signIn(email, PASSWORD, 'story');
  }

  /** A customer's mail, through the SMTP listener. */
  async receivesMail(mail: Record<string, unknown>): Promise<void> {
    await sendMail(this.smtpPort, { from: 'Мария <maria@example.com>', to: 'support@desk.test', ...mail });
  }

  /** Waits until Telegram has handed over everything that its customers did. */
  async telegramDelivers(): Promise<void> {
    const { updates } = this.telegram;
    const until = Date.now() + 10_000;
    while (updates.webhookAnswers.filter((answer) => answer.status === 200).length < updates.made.length) {
      if (Date.now() > until)
        throw new Error(`Telegram could not deliver: ${JSON.stringify(updates.webhookAnswers.slice(-3))}`);
      await sleep(10);
    }
    await this.settles();
  }

  /** A visitor of the site, with the widget open: the same HTTP calls as the widget's app makes. */
  async visits(options: { locale?: string; workspace?: TestWorkspace } = {}): Promise<Visitor> {
    const { token, visitorId } = await post<WidgetVisitor>(`${this.url}/api/widget/v1/visitors`, {
      key: (options.workspace ?? this.main).chat.key,
      locale: options.locale ?? 'en',
      page: 'https://shop.test/',
    });
    return new Visitor(this.url, token, visitorId);
  }

  private async furnish(slug: string, mailbox: string): Promise<TestWorkspace> {
    const owner = { email: 'owner@team.test', name: 'Ольга Орлова', password: PASSWORD };
    const { workspaceId } = await this.app
      .get(CreateWorkspace)
      .run({ name: slug, slug, locale: 'en', timeZone: 'Europe/Sofia', owner });
    await this.app.get(CreateDefaultSurvey).run(this.database, workspaceId, 'en');
    const create = async (kind: string, config: Record<string, unknown>) => {
      const made = await this.app.get(CreateConnection).run(workspaceId, { kind, name: kind, config });
      return { id: made.id, key: made.key };
    };
    return {
      workspaceId,
      mail: await create('email', { address: mailbox }),
      chat: await create('chat', {}),
      telegram: await create('telegram', {
        botToken: this.telegram.token,
        mode: 'webhook',
        apiRoot: this.telegram.root,
        webhookSecret: TELEGRAM_SECRET,
      }),
      owner: await this.signIn(owner.email, PASSWORD, slug),
    };
  }
}
