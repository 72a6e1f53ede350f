// Without a relay nothing pretends to be sent: mails are kept, owners read them, and send them once a relay is set.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open({ smtpUrl: null });
}, 60_000);
afterAll(() => desk.close());

interface Line {
  id: string;
  subject: string;
  to: string[];
  ticketId: string | null;
}
const outbox = (path = '') => desk.main.owner.does<{ items: Line[]; relay: boolean }>('GET', `/api/v1/outbox${path}`);

it('keeps a reply whole, shows it to owners alone, and says that it was not sent', async () => {
  await desk.receivesMail({ subject: 'Въпрос', text: 'Здравейте', messageId: '<k1@example.com>' });
  await desk.settles();
  const [ticket] = await desk.main.owner.tickets('open');
  await desk.main.owner.replies(ticket!.id, 'Отговор с връзка https://shop.test/help');
  await desk.settles();
  expect((await desk.main.owner.conversation(ticket!.id)).at(-1)).toMatchObject({ state: 'kept' });
  expect(desk.relay.mails).toHaveLength(0);
  const page = await outbox();
  expect(page).toMatchObject({
    relay: false,
    items: [{ subject: 'Re: Въпрос', to: ['maria@example.com'], ticketId: ticket!.id }],
  });
  const mail = await desk.main.owner.does<Record<string, never>>('GET', `/api/v1/outbox/${page.items[0]!.id}`);
  expect(mail).toMatchObject({
    text: expect.stringContaining('Отговор с връзка'),
    html: expect.stringContaining('Отговор с връзка'),
    links: expect.arrayContaining(['https://shop.test/help']),
    headers: expect.arrayContaining([{ name: 'In-Reply-To', value: '<k1@example.com>' }]),
  });
  const agent = await desk.hires('Petar');
  expect((await agent.call('GET', '/api/v1/outbox')).status).toBe(403);
  expect((await desk.twin.owner.call('GET', `/api/v1/outbox/${page.items[0]!.id}`)).status).toBe(404);
  expect((await desk.twin.owner.does<{ items: Line[] }>('GET', '/api/v1/outbox')).items).toEqual([]);
}, 30_000);

it('keeps a password link sealed in the database, readable for owners', async () => {
  await fetch(`${desk.url}/api/v1/password/forgot`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'petar@team.test' }),
  });
  await desk.settles();
  const line = (await outbox()).items.find((item) => item.to[0] === 'petar@team.test')!;
  const { links } = await desk.main.owner.does<{ links: string[] }>('GET', `/api/v1/outbox/${line.id}`);
  expect(links[0]).toContain(desk.url);
  const [row] = await desk.database.query<{ raw: Buffer }>('/* test */ SELECT raw FROM kept_mail WHERE id = $1', [
    line.id,
  ]);
  expect(row!.raw.toString()).not.toContain(desk.url);
}, 30_000);

it('sends what was kept once the mailbox has a relay, and not twice', async () => {
  expect(await desk.main.owner.does('POST', '/api/v1/outbox/send')).toMatchObject({ queued: 0, kept: 1 });
  await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.mail.id}`, {
    config: { smtpUrl: desk.relay.url },
  });
  const waiting = (await outbox()).items.length;
  expect(await desk.main.owner.does('POST', '/api/v1/outbox/send')).toMatchObject({ queued: waiting, kept: 0 });
  await desk.main.owner.does('POST', '/api/v1/outbox/send');
  await desk.settles();
  expect(desk.relay.mails).toHaveLength(waiting);
  expect((await outbox()).items).toEqual([]);
  const [ticket] = await desk.main.owner.tickets('all');
  expect((await desk.main.owner.conversation(ticket!.id)).at(-1)).toMatchObject({ state: 'sent' });
}, 30_000);
