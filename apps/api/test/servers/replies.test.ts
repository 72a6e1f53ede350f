// A conversation through real servers: our answer goes out by Postfix, and comes back quoted by five mail programs, into its own ticket.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { TestDesk } from '../desk.js';
import { type Answered, SHAPES } from './client-shapes.js';
import { MailServers, missing } from './mail-servers.js';

const servers = new MailServers();
let desk: TestDesk;
let connectionId = '';

if (missing) console.log(`SKIPPED: real mail servers: ${missing}`);
const here = missing ? describe.skip : describe;

here('replies through Postfix and Dovecot', () => {
  beforeAll(async () => {
    await servers.start({ 'support@shop.test': 'secret', 'maria@customers.test': 'hers' });
    desk = await TestDesk.open();
    const config = {
      address: 'support@shop.test',
      inbound: 'imap',
      imapHost: '127.0.0.1',
      imapPort: servers.imapPort,
      imapSecurity: 'none',
      imapPassword: 'secret',
      smtpUrl: `smtp://127.0.0.1:${servers.smtpPort}`,
    };
    const shop = { kind: 'email', name: 'Shop', config };
    connectionId = (await desk.main.owner.does<{ id: string }>('POST', '/api/v1/connections', shop)).id;
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await servers.stop();
  }, 60_000);

  const answered = async (count: number): Promise<Answered> => {
    const mail = await PostalMime.parse(await servers.mailTo('maria@customers.test', count));
    const ids = (text: string | undefined) => [...(text ?? '').matchAll(/<([^<>]+)>/g)].map((match) => match[1]!);
    const from = { name: mail.from?.name ?? '', address: mail.from?.address ?? '' };
    return {
      messageId: ids(mail.messageId)[0]!,
      references: ids(mail.references),
      subject: (mail.subject ?? '').replace(/^Re: /, ''),
      from,
      replyTo: mail.replyTo?.[0]?.address ?? from.address,
      text: mail.text ?? '',
    };
  };

  it('come back into their ticket from Gmail, Outlook, Apple Mail, Yandex and Mail.ru, with the new words alone', async () => {
    const first =
      'From: "Maria" <maria@customers.test>\nTo: support@shop.test\nSubject: Where is my parcel?\nMessage-ID: <first@customers.test>\n\nIt was due on Friday.\n';
    let ticketId = '';
    // What lies in the mailbox before the desk has opened it is not its own.
    await servers.until('the desk has opened the mailbox', async () => {
      const [row] = await desk.database.query<{ cursor: string | null }>(
        '/* test */ SELECT poll_cursor AS cursor FROM connection WHERE workspace_id = $1 AND id = $2',
        [desk.main.workspaceId, connectionId],
      );
      return row?.cursor !== null;
    });
    await servers.swaks('maria@customers.test', 'support@shop.test', first);
    await servers.until('the first mail is a ticket', async () => {
      ticketId = (await desk.main.owner.tickets()).find((row) => row.subject === 'Where is my parcel?')?.id ?? '';
      return ticketId !== '';
    });
    await desk.settles();
    for (const [n, shape] of SHAPES.entries()) {
      await desk.main.owner.replies(ticketId, `Наш ответ номер ${n + 1}: всё в пути, трек-номер AB-${n}.`);
      const mail = await answered(n + 1);
      expect(mail.from.address).toBe('support@shop.test');
      const before = (await desk.main.owner.conversation(ticketId)).length;
      await servers.swaks('maria@customers.test', mail.replyTo, shape.mail(mail, `shape${n}@customers.test`));
      await servers.until(
        `${shape.name} is in the ticket`,
        async () => (await desk.main.owner.conversation(ticketId)).length > before,
      );
      const message = (await desk.main.owner.conversation(ticketId)).at(-1)!;
      expect({ shape: shape.name, kind: message.kind, text: message.text.replace(/\s*\n\s*/g, '\n') }).toEqual({
        shape: shape.name,
        kind: 'customer',
        text: shape.words,
      });
      expect(message.quoted).toContain(`трек-номер AB-${n}`);
      expect(message.why).toMatch(/^signed-/);
      console.log(`${shape.name}: into the ticket by ${message.why}, only its own words`);
    }
    expect((await desk.main.owner.tickets()).filter((row) => /parcel/.test(row.subject ?? ''))).toHaveLength(1);
  }, 180_000);
});
