// A mailbox on a real server, and its hard cases: large and poisonous mails, folders, two ways in at once, OAuth.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { Connections } from '../../src/desk/read-connections.js';
import { TestDesk } from '../desk.js';
import { sendMail } from '../standins/mail-standin.js';
import { MailServers, missing } from './mail-servers.js';

const PASSWORD = 'right-password';
const servers = new MailServers();
let desk: TestDesk;

/** Gives tokens to whoever holds the refresh token of the hour, and tells Dovecot which are genuine. */
class TokenServer {
  refreshToken = 'refresh-1';
  given = 0;
  /** Only the newest is good. */
  good = '';
  private server!: Server;

  async start(): Promise<this> {
    this.server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const url = new URL(request.url!, 'http://x');
      const [status, body] = url.pathname === '/token' ? this.token(Buffer.concat(chunks).toString()) : this.check(url);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private token(form: string): [number, object] {
    const fields = new URLSearchParams(form);
    if (fields.get('refresh_token') !== this.refreshToken)
      return [400, { error: 'invalid_grant', error_description: 'The consent was withdrawn.' }];
    this.given++;
    this.good = `access-${this.given}`;
    this.refreshToken = `refresh-${this.given + 1}`;
    return [200, { access_token: this.good, expires_in: 3600, refresh_token: this.refreshToken }];
  }

  private check(url: URL): [number, object] {
    const active = url.searchParams.get('token') === this.good;
    return [200, active ? { active: true, email: 'oauth@shop.test' } : { active: false }];
  }
}

const tokens = new TokenServer();

if (missing) console.log(`SKIPPED: real mail servers: ${missing}`);
const here = missing ? describe.skip : describe;

here('IMAP, the hard cases', () => {
  beforeAll(async () => {
    await tokens.start();
    const names = ['large', 'twice', 'folders', 'seen', 'import', 'oauth'];
    await servers.start(
      Object.fromEntries(names.map((name) => [`${name}@shop.test`, PASSWORD])),
      `${tokens.url}/check?token=`,
    );
    desk = await TestDesk.open();
  }, 120_000);
  afterAll(async () => {
    await Promise.allSettled([desk?.close()]);
    await tokens.stop();
    await servers.stop();
  }, 60_000);

  const settings = (address: string, more: Record<string, unknown> = {}) => ({
    address,
    inbound: 'imap',
    imapHost: '127.0.0.1',
    imapPort: servers.imapPort,
    imapSecurity: 'none',
    imapPassword: PASSWORD,
    ...more,
  });
  const connects = async (address: string, more: Record<string, unknown> = {}): Promise<string> => {
    const body = { kind: 'email', name: address, config: settings(address, more) };
    const { id } = await desk.main.owner.does<{ id: string }>('POST', '/api/v1/connections', body);
    await servers.until(`the desk has opened ${address}`, async () => {
      const [row] = await desk.database.query<{ cursor: string | null }>(
        '/* test */ SELECT poll_cursor AS cursor FROM connection WHERE workspace_id = $1 AND id = $2',
        [desk.main.workspaceId, id],
      );
      return row?.cursor !== null;
    });
    return id;
  };
  const ticketsOf = async (subject: string) =>
    (await desk.main.owner.tickets('all')).filter((row) => row.subject === subject);
  const comes = (subject: string) =>
    servers.until(subject, async () => (await ticketsOf(subject)).length === 1, 60_000);
  const mail = (subject: string, id: string | null, words = 'Words.') =>
    `From: Maria <maria@customers.test>\nTo: x@shop.test\nSubject: ${subject}\nDate: Sun, 22 Nov 2026 10:00:00 +0000\n${id ? `Message-ID: <${id}@customers.test>\n` : ''}\n${words}\n`;

  it('takes 25 MB as a stream; tells of what is larger; and neither holds up the next', async () => {
    await connects('large@shop.test');
    const transport = createTransport({ host: '127.0.0.1', port: servers.smtpPort, ignoreTLS: true });
    const content = Buffer.alloc(18 * 1024 * 1024, 'binary words ');
    await transport.sendMail({
      from: 'maria@customers.test',
      to: 'large@shop.test',
      subject: 'Large',
      text: 'See.',
      attachments: [{ filename: 'film.bin', content }],
    });
    transport.close();
    await servers.lay(
      'large@shop.test',
      `${mail('Too large', 'huge')}${'x'.repeat(70)}\n`.padEnd(
        60 * 1024 * 1024,
        'filler line of sixty bytes, and again and again and again.\n',
      ),
    );
    await servers.swaks('maria@customers.test', 'large@shop.test', mail('After the large', 'after'));
    await comes('Large');
    await comes('After the large');
    const [ticket] = await ticketsOf('Large');
    const [message] = await desk.main.owner.conversation(ticket!.id);
    expect(message!.files.map(({ name, size }) => [name, size])).toEqual([['film.bin', content.length]]);
    await desk.settles();
    const { items } = await desk.main.owner.does<{ items: { state: string; reason: string; source: string }[] }>(
      'GET',
      '/api/v1/ledger?q=Too%20large',
    );
    expect(items).toMatchObject([{ state: 'quarantined', reason: 'too-large', source: 'imap' }]);
  }, 120_000);

  it('makes one message of a mail that comes by SMTP and by IMAP, with a Message-ID and without', async () => {
    await connects('twice@shop.test');
    for (const id of ['both-ways', null]) {
      const text = mail(`Twice ${id}`, id);
      await servers.lay(
        'twice@shop.test',
        `Return-Path: <maria@customers.test>\nDelivered-To: twice@shop.test\nReceived: by mx.shop.test; Sun, 22 Nov 2026 10:00:01 +0000\n${text}`,
      );
      await sendMail(desk.smtpPort, {
        envelope: { from: 'maria@customers.test', to: 'twice@shop.test' },
        raw: text.replaceAll('\n', '\r\n'),
      });
      await comes(`Twice ${id}`);
      await servers.until('both are read', async () => {
        const { items } = await desk.main.owner.does<{ items: { state: string }[] }>(
          'GET',
          `/api/v1/ledger?q=Twice%20${id}`,
        );
        return (
          items
            .map(({ state }) => state)
            .sort()
            .join() === 'accepted,duplicate'
        );
      });
      const [ticket] = await ticketsOf(`Twice ${id}`);
      expect(await desk.main.owner.conversation(ticket!.id)).toHaveLength(1);
    }
  }, 60_000);

  it('reads the folder of choice, says which, and refuses one that is not there', async () => {
    const refused = await desk.main.owner.call('POST', '/api/v1/connections', {
      kind: 'email',
      name: 'F',
      config: settings('folders@shop.test', { imapFolder: 'Nowhere' }),
    });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('no folder Nowhere')]);
    await servers.lay('folders@shop.test', mail('Old news', 'old'), '.Desk');
    const id = await connects('folders@shop.test', { imapFolder: 'Desk' });
    const tested = await desk.main.owner.does<{ ok: boolean; name: string }>('POST', `/api/v1/connections/${id}/test`);
    expect(tested).toMatchObject({ ok: true, name: 'folders@shop.test: Desk (1)' });
    await servers.lay('folders@shop.test', mail('In the inbox', 'inbox'));
    await servers.lay('folders@shop.test', mail('In the folder', 'folder'), '.Desk');
    await comes('In the folder');
    expect([await ticketsOf('In the inbox'), await ticketsOf('Old news')]).toEqual([[], []]);
  }, 60_000);

  it('takes what somebody has read already, and marks as read only where that is wished', async () => {
    await connects('seen@shop.test', { imapSeen: true });
    await servers.lay('seen@shop.test', mail('Seen', 'seen'));
    await comes('Seen');
    await servers.until('it is marked', async () =>
      /Seen/.test(await servers.doveadm('fetch', '-u', 'seen@shop.test', 'flags', 'all')),
    );
    await connects('import@shop.test');
    await servers.lay('import@shop.test', mail('Unmarked', 'unmarked'));
    await comes('Unmarked');
    expect(await servers.doveadm('fetch', '-u', 'import@shop.test', 'flags', 'all')).not.toMatch(/\\Seen/);
  }, 60_000);

  it('signs in by OAuth, keeps the new refresh token, and turns red when the consent is withdrawn', async () => {
    const oauth = {
      imapAuth: 'google',
      imapPassword: null,
      oauthClientId: 'desk',
      oauthClientSecret: 's',
      oauthRefreshToken: 'refresh-1',
      oauthTokenUrl: `${tokens.url}/token`,
    };
    // The test of new settings takes a token, and with it the refresh token of this server, which gives each but once.
    tokens.refreshToken = 'refresh-1';
    const made = await desk.main.owner.call<{ id: string; detail?: string }>('POST', '/api/v1/connections', {
      kind: 'email',
      name: 'O',
      config: settings('oauth@shop.test', oauth),
    });
    expect([made.status, made.body.detail]).toEqual([201, undefined]);
    tokens.refreshToken = 'refresh-1';
    const state = () =>
      desk.main.owner.does<{ state: string; stateReason: string | null }>('GET', `/api/v1/connections/${made.body.id}`);
    await servers.until('the desk is signed in', async () => tokens.given >= 2 && (await state()).state === 'ok');
    await servers.until('the folder is open', async () => {
      await servers.lay('oauth@shop.test', mail('By OAuth', 'oauth'));
      return (await ticketsOf('By OAuth')).length > 0;
    });
    // A restart of the server (in order: one that is killed leaves its locks behind for minutes) makes it sign in again, with the token that it holds.
    const before = tokens.given;
    await servers.killDovecot('SIGTERM');
    await servers.startDovecot();
    await servers.lay('oauth@shop.test', mail('Signed in again', 'oauth-again'));
    await comes('Signed in again');
    expect(tokens.given).toBe(before);
    // The access token is taken back: a new one is asked for with the refresh token that came last.
    tokens.good = '';
    await servers.killDovecot('SIGTERM');
    await servers.startDovecot();
    await servers.lay('oauth@shop.test', mail('With a new token', 'oauth-new'));
    await comes('With a new token');
    expect(tokens.given).toBe(before + 1);
    const kept = await desk.app.get(Connections).byId(desk.main.workspaceId, made.body.id);
    expect(kept!.config.oauthRefreshToken).toBe(tokens.refreshToken);
    tokens.good = '';
    tokens.refreshToken = 'withdrawn';
    await servers.killDovecot('SIGTERM');
    await servers.startDovecot();
    await servers.until('it is red', async () => (await state()).state === 'broken', 60_000);
    expect((await state()).stateReason).toBe(
      'Signing in by OAuth was refused; it must be allowed anew: The consent was withdrawn.',
    );
  }, 120_000);
});
