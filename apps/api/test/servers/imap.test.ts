// A mailbox on a real server: told of new mail at once, read to the last one through every crash, and alone in its troubles.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { TestDesk } from '../desk.js';
import { MailServers, missing } from './mail-servers.js';

const PASSWORD = 'right-password';
const MAILBOXES = ['support', 'sales', 'many', 'restored'].map((name) => `${name}@shop.test`);
const servers = new MailServers();
let desk: TestDesk;

if (missing) console.log(`SKIPPED: real mail servers: ${missing}`);
const here = missing ? describe.skip : describe;

here('IMAP with Postfix and Dovecot', () => {
  beforeAll(async () => {
    await servers.start(Object.fromEntries(MAILBOXES.map((address) => [address, PASSWORD])));
    desk = await TestDesk.open();
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await servers.stop();
  }, 60_000);

  const connected = new Map<string, string>();
  const connects = async (address: string, more: Record<string, unknown> = {}): Promise<string> => {
    const known = connected.get(address);
    if (known) return known;
    const config = {
      address,
      inbound: 'imap',
      imapHost: '127.0.0.1',
      imapPort: servers.imapPort,
      imapSecurity: 'none',
      imapPassword: PASSWORD,
      ...more,
    };
    const body = { kind: 'email', name: address, config };
    const { id } = await desk.main.owner.does<{ id: string }>('POST', '/api/v1/connections', body);
    connected.set(address, id);
    return id;
  };
  const connection = (id: string) =>
    desk.main.owner.does<{ state: string; stateReason: string | null }>('GET', `/api/v1/connections/${id}`);
  const subjects = async (like: string): Promise<string[]> =>
    (
      await desk.database.query<{ subject: string }>(
        `/* test */ SELECT t.subject FROM message m JOIN ticket t ON t.workspace_id = m.workspace_id AND t.id = m.ticket_id
         WHERE m.workspace_id = $1 AND t.subject LIKE $2`,
        [desk.main.workspaceId, like],
      )
    ).map((row) => row.subject);
  const listens = (id: string) =>
    servers.until('the desk has opened the mailbox', async () => {
      const [row] = await desk.database.query<{ cursor: string | null }>(
        '/* test */ SELECT poll_cursor AS cursor FROM connection WHERE workspace_id = $1 AND id = $2',
        [desk.main.workspaceId, id],
      );
      return row?.cursor !== null;
    });
  const mail = (subject: string, id: string, words = 'Words.') =>
    `From: Maria <maria@customers.test>\nTo: support@shop.test\nSubject: ${subject}\nMessage-ID: <${id}@customers.test>\n\n${words}\n`;

  it('makes a ticket of a mail within two seconds of its delivery', async () => {
    await servers.swaks('maria@customers.test', 'support@shop.test', mail('Before us', 'before'));
    await servers.mailTo('support@shop.test', 1);
    const id = await connects('support@shop.test');
    await listens(id);
    const seconds: number[] = [];
    for (let round = 1; round <= 3; round++) {
      await servers.swaks('maria@customers.test', 'support@shop.test', mail(`At once ${round}`, `once${round}`));
      await servers.mailTo('support@shop.test', round + 1);
      const delivered = performance.now();
      await servers.until('the ticket', async () => (await subjects(`At once ${round}`)).length === 1, 10_000);
      seconds.push((performance.now() - delivered) / 1000);
    }
    console.log(`IMAP IDLE: from delivery to ticket ${seconds.map((each) => each.toFixed(2)).join(', ')} s`);
    expect(Math.max(...seconds)).toBeLessThan(2);
    // What was there before us is not ours to answer.
    expect(await subjects('Before us')).toEqual([]);
  }, 60_000);

  it('loses and doubles nothing when the server is killed in the middle of 200 mails', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: servers.smtpPort,
      pool: true,
      maxConnections: 5,
      ignoreTLS: true,
    });
    const filler = 'Long words again. '.repeat(3_000);
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        transport.sendMail({
          from: `c${n % 20}@customers.test`,
          to: 'many@shop.test',
          subject: `Many ${n}`,
          text: filler,
          messageId: `<many${n}@customers.test>`,
        }),
      ),
    );
    transport.close();
    await servers.mailTo('many@shop.test', 200);
    const id = await connects('many@shop.test', { importDays: 2 });
    const taken = async () =>
      (
        await desk.database.query<{ n: number }>(
          '/* test */ SELECT count(*)::int AS n FROM raw WHERE workspace_id = $1 AND connection_id = $2',
          [desk.main.workspaceId, id],
        )
      )[0]!.n;
    for (const kills of [1, 60]) {
      await servers.until('some are taken', async () => (await taken()) >= kills);
      await servers.killDovecot();
      console.log(`Dovecot killed after ${await taken()} of 200 mails`);
      await servers.startDovecot();
    }
    await servers.until('all 200 are taken', async () => (await subjects('Many %')).length >= 200, 90_000);
    await desk.settles(60_000);
    const all = await subjects('Many %');
    expect(all).toHaveLength(200);
    expect(new Set(all).size).toBe(200);
    expect((await connection(id)).state).toBe('ok');
  }, 180_000);

  it('reads anew, without doubling, a folder whose numbers were made anew', async () => {
    const id = await connects('restored@shop.test');
    await listens(id);
    for (const n of [1, 2])
      await servers.swaks('maria@customers.test', 'restored@shop.test', mail(`Restored ${n}`, `restored${n}`));
    await servers.until('both', async () => (await subjects('Restored %')).length === 2);
    await servers.renumber('restored@shop.test');
    await servers.swaks('maria@customers.test', 'restored@shop.test', mail('Restored 3', 'restored3'));
    await servers.until('the third', async () => (await subjects('Restored 3')).length === 1, 60_000);
    await desk.settles();
    expect((await subjects('Restored %')).sort()).toEqual(['Restored 1', 'Restored 2', 'Restored 3']);
  }, 120_000);

  it('turns red alone when its password was changed, says so, and goes on when that is set right', async () => {
    const id = await connects('sales@shop.test');
    await listens(id);
    await servers.changePassword('sales@shop.test', 'another-password');
    await servers.until('it is red', async () => (await connection(id)).state === 'broken');
    const { stateReason } = await connection(id);
    console.log(`The mailbox is red: ${stateReason}`);
    expect(stateReason).toMatch(/^The mail server refuses the user name or the password: /);
    await servers.swaks('maria@customers.test', 'sales@shop.test', mail('For sales', 'sales1'));
    await servers.swaks('maria@customers.test', 'support@shop.test', mail('Meanwhile', 'meanwhile'));
    await servers.until('the others go on', async () => (await subjects('Meanwhile')).length === 1, 10_000);
    expect(await subjects('For sales')).toEqual([]);
    const wrong = await desk.main.owner.call<{ detail: string }>('PATCH', `/api/v1/connections/${id}`, {
      config: { imapPassword: 'guess' },
    });
    expect(wrong.status).toBe(422);
    await desk.main.owner.does('PATCH', `/api/v1/connections/${id}`, { config: { imapPassword: 'another-password' } });
    await servers.until('what waited has come', async () => (await subjects('For sales')).length === 1);
    expect((await connection(id)).state).toBe('ok');
  }, 120_000);
});
