// The SMTP listener before hostile clients: what is said, what is stored, and that the next client is served.
import { X509Certificate } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as secure } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '../platform/clock.js';
import { Limits } from '../platform/http/limits.js';
import { selfSigned } from './self-signed.js';
import { SmtpListener } from './smtp.js';
import { SmtpCrowd } from './smtp-crowd.js';

let stored: { body: Buffer; envelope: { from: string; to: string[]; remoteAddress: string; tls: boolean } }[] = [];
let failing = false;
let listener: SmtpListener;
const sockets: Socket[] = [];

const start = async (smtpHost = '127.0.0.1', silenceMs = 60_000) => {
  const connections = {
    byAddress: async (address: string) =>
      address === 'help@shop.test' ? { id: 'c', workspaceId: 'w', state: 'ok', address } : null,
  };
  const storeRaw = {
    run: async (arrived: typeof stored) => {
      if (failing) throw new Error('no room');
      stored.push(...arrived);
      return ['id'];
    },
  };
  const env = { role: 'all', smtpPort: 0, smtpHost, mailDomain: 'shop.test', dataDir: tmpdir(), redisUrl: null };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  listener = new SmtpListener(
    env as never,
    connections as never,
    storeRaw as never,
    new Limits(env as never),
    new Clock(),
    log as never,
  );
  listener.silenceMs = silenceMs;
  await listener.onApplicationBootstrap();
};

/** A client that writes what it likes and keeps what it hears. */
class Client {
  heard = '';
  closed = false;
  socket: Socket;

  constructor() {
    this.socket = connect(listener.port!, '127.0.0.1');
    sockets.push(this.socket);
    this.listen(this.socket);
  }

  private listen(socket: Socket) {
    socket.on('data', (bytes) => {
      this.heard += bytes.toString('latin1');
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', () => undefined);
  }

  writes(bytes: string | Buffer): this {
    this.socket.write(bytes);
    return this;
  }

  /** Waits for an answer that begins so; what was heard until then is forgotten. */
  async hears(code: string, timeoutMs = 5_000): Promise<string> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const line = new RegExp(`^${code}(?: .*)?\r\n`, 'm').exec(this.heard);
      if (line) {
        this.heard = this.heard.slice(line.index + line[0].length);
        return line[0].trim();
      }
      if (this.closed || Date.now() > until) throw new Error(`Not heard: ${code}, but: ${this.heard.slice(0, 300)}`);
      await sleep(5);
    }
  }

  async greets(): Promise<this> {
    await this.hears('220');
    this.writes('EHLO client.test\r\n');
    await this.hears('250');
    return this;
  }

  async toData(): Promise<this> {
    await this.greets();
    this.writes('MAIL FROM:<anna@mail.test>\r\n');
    await this.hears('250');
    this.writes('RCPT TO:<help@shop.test>\r\n');
    await this.hears('250');
    this.writes('DATA\r\n');
    await this.hears('354');
    return this;
  }

  async isCut(timeoutMs = 5_000): Promise<void> {
    const until = Date.now() + timeoutMs;
    while (!this.closed) {
      if (Date.now() > until) throw new Error('the connection stays open');
      await sleep(5);
    }
  }

  async tls(): Promise<void> {
    this.writes('STARTTLS\r\n');
    await this.hears('220');
    this.socket.removeAllListeners('data');
    this.socket = secure({ socket: this.socket, rejectUnauthorized: false });
    this.listen(this.socket);
  }
}

const MAIL = 'From: anna@mail.test\r\nSubject: Kettle\r\n\r\nIt is cold.\r\n.\r\n';
const isServed = async () => {
  const count = stored.length;
  const client = await new Client().toData();
  client.writes(MAIL);
  await client.hears('250');
  client.writes('QUIT\r\n');
  expect(stored).toHaveLength(count + 1);
};

beforeEach(async () => {
  stored = [];
  failing = false;
  await start();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await listener.beforeApplicationShutdown();
});

describe('the listener', () => {
  it('announces the size it takes, and no encryption on loopback', async () => {
    const client = new Client();
    await client.hears('220');
    client.writes('EHLO client.test\r\n');
    await sleep(50);
    expect(client.heard).toMatch(/250[- ]SIZE 52428800/);
    expect(client.heard).toMatch(/250[- ]PIPELINING/);
    expect(client.heard).not.toMatch(/STARTTLS|AUTH/);
    client.writes('MAIL FROM:<a@b.test> SIZE=99999999\r\n');
    await client.hears('552');
  });

  it('says 250 when the mail is stored, and 451 when it could not be', async () => {
    await isServed();
    expect(stored[0]).toMatchObject({
      envelope: { from: 'anna@mail.test', to: ['help@shop.test'], remoteAddress: '127.0.0.1', tls: false },
    });
    failing = true;
    const client = await new Client().toData();
    client.writes(MAIL);
    await client.hears('451');
  });

  it('takes mail for its own mailboxes alone', async () => {
    const client = await new Client().greets();
    client.writes('MAIL FROM:<>\r\nRCPT TO:<other@shop.test>\r\nRCPT TO:<help@elsewhere.test>\r\nDATA\r\n');
    await client.hears('250');
    await client.hears('550');
    await client.hears('550');
    await client.hears('503');
    await isServed();
  });
});

describe('hostile clients', () => {
  it('who write everything at once are served in order', async () => {
    const client = new Client();
    // Whoever speaks before the greeting is no mail server, and is cut.
    await client.hears('220');
    const one = (n: number) =>
      `MAIL FROM:<a${n}@mail.test>\r\nRCPT TO:<help@shop.test>\r\nDATA\r\nSubject: ${n}\r\n\r\nx\r\n.\r\n`;
    client.writes(`EHLO x\r\n${one(1)}${one(2)}RSET\r\n${one(3)}QUIT\r\n`);
    await client.isCut();
    expect(stored.map(({ envelope }) => envelope.from)).toEqual(['a1@mail.test', 'a2@mail.test', 'a3@mail.test']);
  });

  it('who never end a command line are cut, and memory stays', async () => {
    const client = new Client();
    await client.hears('220');
    for (let n = 0; n < 64 && !client.closed; n++) {
      client.writes(Buffer.alloc(64 * 1024, 'x'));
      await sleep(1);
    }
    await client.isCut();
    await isServed();
  });

  it('who write a line of megabytes into a mail are taken at their word', async () => {
    const client = await new Client().toData();
    client.writes(`Subject: long\r\n\r\n${'y'.repeat(4 * 1024 * 1024)}\r\n.\r\n`);
    await client.hears('250');
    expect(stored[0]!.body.length).toBeGreaterThan(4 * 1024 * 1024);
  });

  it.each([
    ['CR alone', 'Subject: a\r\rx\r.\r'],
    ['LF alone', 'Subject: a\n\nx\n.\n'],
    ['LF and CR LF', 'Subject: a\n\nx\n.\r\n'],
    ['CR LF and CR', 'Subject: a\r\n\r\nx\r\n.\r'],
  ])('who end lines with %s smuggle no second mail', async (_, data) => {
    const client = await new Client().toData();
    client.writes(
      `${data}MAIL FROM:<boss@shop.test>\r\nRCPT TO:<help@shop.test>\r\nDATA\r\nSubject: smuggled\r\n\r\ny\r\n.\r\n`,
    );
    await client.hears('250');
    client.writes('QUIT\r\n');
    await client.isCut();
    expect(stored).toHaveLength(1);
    expect(stored[0]!.envelope.from).toBe('anna@mail.test');
    expect(stored[0]!.body.toString()).toContain('smuggled');
  });

  it('who send more than was announced hear 552, and nothing is kept', async () => {
    const client = await new Client().toData();
    const piece = Buffer.alloc(1024 * 1024, 'z\r\n');
    for (let n = 0; n < 52; n++) {
      client.writes(piece);
      await sleep(1);
    }
    client.writes('\r\n.\r\n');
    await client.hears('552', 20_000);
    expect(stored).toHaveLength(0);
    await isServed();
  }, 40_000);

  it('who hang up in the middle leave nothing', async () => {
    const client = await new Client().toData();
    client.writes('Subject: half\r\n\r\nhalf a m');
    await sleep(20);
    client.socket.destroy();
    await sleep(50);
    expect(stored).toHaveLength(0);
    await isServed();
  });

  it('who fall silent are cut, before a mail and inside one', async () => {
    await listener.beforeApplicationShutdown();
    await start('127.0.0.1', 200);
    await (await new Client().greets()).isCut();
    const client = await new Client().toData();
    client.writes('Subject: sl');
    await client.isCut();
    expect(stored).toHaveLength(0);
    await isServed();
  });

  it('who chatter without a purpose are cut', async () => {
    const client = new Client();
    await client.hears('220');
    for (let n = 0; n < 200 && !client.closed; n++) {
      client.writes('FOO\r\n');
      await sleep(1);
    }
    await client.isCut();
    await isServed();
  });

  it('who name hundreds of recipients are stopped at a hundred', async () => {
    const client = await new Client().greets();
    client.writes('MAIL FROM:<a@mail.test>\r\n');
    await client.hears('250');
    for (let n = 0; n <= 100; n++) client.writes(`RCPT TO:<help+${n}@shop.test>\r\n`);
    await client.hears('452');
    client.writes('DATA\r\n');
    await client.hears('354');
    client.writes(MAIL);
    await client.hears('250');
    expect(stored).toHaveLength(1);
  });
});

describe('encryption', () => {
  it('is offered with a certificate of our own making where the world can come in', async () => {
    await listener.beforeApplicationShutdown();
    await start('0.0.0.0');
    const client = await new Client().greets();
    await client.tls();
    client.writes('EHLO client.test\r\n');
    await client.hears('250');
    client.writes('MAIL FROM:<anna@mail.test>\r\nRCPT TO:<help@shop.test>\r\nDATA\r\n');
    await client.hears('354');
    client.writes(MAIL);
    await client.hears('250 2.0.0');
    expect(stored[0]!.envelope.tls).toBe(true);
  });

  it('and the certificate is one that anybody can read', () => {
    const { cert } = selfSigned('mail.shop.test', new Date('2026-11-22T00:00:00Z'));
    const read = new X509Certificate(cert);
    expect(read.subject).toBe('CN=mail.shop.test');
    expect(read.checkHost('mail.shop.test')).toBe('mail.shop.test');
    expect(read.verify(read.publicKey)).toBe(true);
    expect(new Date(read.validTo).getUTCFullYear()).toBe(2031);
  });
});

describe('the crowd at the door', () => {
  it('is counted by address, and our own machine is no crowd', () => {
    const crowd = new SmtpCrowd(2);
    expect([crowd.enter('203.0.113.1'), crowd.enter('203.0.113.1'), crowd.enter('203.0.113.1')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(crowd.enter('203.0.113.2')).toBe(true);
    crowd.leave('203.0.113.1');
    expect(crowd.enter('203.0.113.1')).toBe(true);
    for (let n = 0; n < 10; n++) expect(crowd.enter('127.0.0.1')).toBe(true);
  });

  it('does not wait for ever for one who drips', async () => {
    const crowd = new SmtpCrowd(2, 200);
    const client = new Client();
    await client.hears('220');
    crowd.watch(client.socket);
    const drip = setInterval(() => client.writes('N'), 10);
    await client.isCut();
    clearInterval(drip);
  });
});
