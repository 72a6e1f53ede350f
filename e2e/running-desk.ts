// A real desk for the browser tests: its own process, database and ports, with stand-ins for the relay and for Telegram outside.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../apps/api/test/free-port.js';
import { MailStandin } from '../apps/api/test/standins/mail-standin.js';
import { TelegramStandin } from '../apps/api/test/standins/telegram-standin.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const READY_MS = 100_000;

export const OWNER = { email: 'owner@lipa.example', password: 'correct horse battery staple' };
export const MAILBOX = 'support@lipa.example';

export class RunningDesk {
  readonly mail = new MailStandin();
  readonly telegram = new TelegramStandin();
  url = '';
  smtpPort = 0;
  /** Everything the desk printed: told when something goes wrong. */
  output = '';
  private child!: ChildProcess;
  private folder = '';
  private stopping = false;
  private settings: NodeJS.ProcessEnv = {};

  /** Starts `otklik start` on an empty folder and waits until it says that it is ready. */
  static async start(env: Record<string, string> = {}): Promise<RunningDesk> {
    const desk = new RunningDesk();
    await Promise.all([desk.mail.start(), desk.telegram.start()]);
    desk.folder = await mkdtemp(join(tmpdir(), 'otklik-e2e-'));
    await chmod(desk.folder, 0o755); // as root, PostgreSQL runs as another user, who must get in
    const [port, smtpPort] = [await freePort(), await freePort()];
    desk.url = `http://localhost:${port}`;
    desk.smtpPort = smtpPort;
    const program = join(ROOT, 'apps/api/bin/otklik.js');
    if (!existsSync(join(ROOT, 'apps/api/dist/cli/main.js'))) throw new Error('Nothing is built: run `npm run build`.');
    desk.settings = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      OTKLIK_DATA_DIR: desk.folder,
      OTKLIK_OWNER_EMAIL: OWNER.email,
      OTKLIK_OWNER_PASSWORD: OWNER.password,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
      SMTP_URL: desk.mail.url,
      MAIL_DOMAIN: MAILBOX.split('@')[1],
      OUTGOING_ALLOW: '127.0.0.0/8',
      UNDO_SECONDS: '1',
      LOG_LEVEL: 'warn',
      TZ: 'Europe/Sofia',
      ...env,
    };
    desk.child = spawn(process.execPath, [program, 'start'], {
      cwd: desk.folder,
      env: desk.settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [desk.child.stdout!, desk.child.stderr!])
      stream.setEncoding('utf8').on('data', (words: string) => {
        desk.output += words;
      });
    desk.child.once('exit', (code, signal) => {
      if (!desk.stopping) console.log(`The desk ended by itself (${code ?? signal}):\n${desk.output.slice(-4000)}`);
    });
    for (const end = Date.now() + READY_MS; !desk.output.includes('Otklik is ready'); ) {
      if (desk.child.exitCode !== null || Date.now() > end) {
        await desk.stop();
        throw new Error(`The desk did not start:\n${desk.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return desk;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      const gone = once(this.child, 'exit');
      const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
      await gone;
      clearTimeout(late);
    }
    await Promise.all([this.mail.stop(), this.telegram.stop()]);
    const warned = this.output.split('\n').filter((line) => line.startsWith('{'));
    if (warned.length > 0) console.log(`The desk warned:\n${warned.slice(-20).join('\n').slice(-8000)}`);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a command of the terminal against this desk. */
  async run(...words: string[]): Promise<string> {
    const program = join(ROOT, 'apps/api/bin/otklik.js');
    const child = spawn(process.execPath, [program, ...words], { cwd: this.folder, env: this.settings });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`otklik ${words.join(' ')}: ${said}`);
    return said;
  }

  /** Someone who acts over HTTP: for what a test needs but does not test. */
  async signIn(email = OWNER.email, password = OWNER.password): Promise<DeskCaller> {
    const answer = await fetch(`${this.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    const { csrf } = (await answer.json()) as { csrf: string };
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return async <T>(method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
      const response = await fetch(this.url + path, {
        method,
        headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text ? JSON.parse(text) : null) as T;
    };
  }

  /** Joins the Telegram stand-in as a connection; answers its id once the desk polls it. */
  async connectTelegram(call: DeskCaller): Promise<void> {
    const config = { botToken: this.telegram.token, mode: 'polling', apiRoot: this.telegram.root };
    await call('POST', '/api/v1/connections', { kind: 'telegram', name: 'Telegram', config });
  }

  /** Every survey is asked at once, in mail too. */
  async askAtOnce(call: DeskCaller): Promise<void> {
    for (const { id } of await call<{ id: string }[]>('GET', '/api/v1/surveys'))
      await call('PATCH', `/api/v1/surveys/${id}`, { delaySeconds: { email: 0, chat: 0, telegram: 0 } });
  }
}

export type DeskCaller = <T>(method: string, path: string, body?: unknown, more?: Record<string, string>) => Promise<T>;
