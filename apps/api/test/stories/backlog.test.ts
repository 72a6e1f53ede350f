// A connection whose messages come faster than they can be read: its sender is told to come again, and nobody else.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MOST_WAITING as MOST } from '../../src/inbound/backlog.js';
import { ProcessRaw } from '../../src/inbound/process-raw.js';
import { startBridge } from '../bridge.mjs';
import { TestDesk } from '../desk.js';
import { sendMail } from '../standins/mail-standin.js';

/** A little longer than a look at what waits is believed. */
const LOOK_MS = 1100;
let desk: TestDesk;
const servers: Server[] = [];
const ids: string[] = [];
const bridges: { tell: (event: object, moment?: number) => Promise<number> }[] = [];

beforeAll(async () => {
  desk = await TestDesk.open();
  for (const name of ['Flood', 'Brook']) {
    const bridge = startBridge({ secret: `the secret of ${name}`, deliver: () => 'shown' });
    await new Promise<void>((resolve) => bridge.server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(bridge.server.address() as AddressInfo).port}/`;
    const body = { kind: 'api', name, config: { url, secret: `the secret of ${name}` } };
    const { id } = await desk.main.owner.does<{ id: string }>('POST', '/api/v1/connections', body);
    servers.push(bridge.server);
    bridges.push(bridge);
    ids.push(id);
  }
}, 60_000);
afterAll(async () => {
  await desk.close();
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

/** So many rows of a connection wait, none of which is due today. */
const pile = (connectionId: string, rows: number) =>
  desk.database.query(
    `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, body, size, state, attempts, due_at, received_at)
     SELECT $1, uuidv7(), $2, 'webhook', '{}', '', 0, 'received', 1, now() + interval '300 days', now() FROM generate_series(1, $3)`,
    [desk.main.workspaceId, connectionId, rows],
  );
const stored = async () =>
  (await desk.database.query<{ n: number }>('/* test */ SELECT count(*)::int AS n FROM raw'))[0]!.n;
const writes = (bridge: number, id: string) =>
  bridges[bridge]!.tell(
    { type: 'message', id, conversation: id, sender: { id, name: id }, text: 'Where is my parcel?' },
    Math.floor(desk.clock.now().getTime() / 1000),
  );
const looksAgain = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

it('refuses by webhook what would be too much, keeps nothing of it, and serves everybody else', async () => {
  expect(await writes(0, 'first')).toBe(200);
  await desk.settles();
  await pile(ids[0]!, MOST - 1);
  await looksAgain();
  expect(await writes(0, 'the last that has room')).toBe(200);
  await desk.settles();
  await pile(ids[0]!, 1);
  await looksAgain();
  const before = await stored();
  expect(await writes(0, 'too much')).toBe(503);
  expect(await stored()).toBe(before);
  expect(await writes(1, 'of another')).toBe(200);
  await desk.settles();
  const tickets = await desk.main.owner.tickets('all');
  expect(tickets.map((one) => one.contact.name).toSorted()).toEqual(['first', 'of another', 'the last that has room']);
});

it('finds again by its sweep whom a flood stands before', async () => {
  const made = await desk.database.query<{ connection: string; id: string }>(
    `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, body, size, state, attempts, due_at, received_at)
     SELECT $1, uuidv7(), CASE WHEN n <= 600 THEN $2::uuid ELSE $3::uuid END, 'webhook', '{}', '', 0, 'received', 1,
       $4::timestamptz - n * interval '1 second', $4 FROM generate_series(601, 1, -1) AS n
     RETURNING connection_id AS connection, id`,
    [desk.main.workspaceId, ids[0], ids[1], desk.clock.now()],
  );
  const due = await desk.app.get(ProcessRaw).due(desk.clock.now());
  expect(new Map(due.map(({ payload }) => [payload.connectionId, payload.rawId]))).toEqual(
    new Map([
      [ids[0], made.find((row) => row.connection === ids[0])!.id],
      [ids[1], made.find((row) => row.connection === ids[1])!.id],
    ]),
  );
  await desk.database.query(`DELETE FROM raw WHERE workspace_id = $1 AND attempts = 1`, [desk.main.workspaceId]);
});

it('says by SMTP that it is for a while: the sender’s server keeps the mail', async () => {
  const [mailbox] = await desk.database.query<{ id: string; address: string }>(
    `SELECT id, address FROM connection WHERE workspace_id = $1 AND kind = 'email'`,
    [desk.main.workspaceId],
  );
  await pile(mailbox!.id, MOST);
  const mail = { from: 'anna@mail.example', to: mailbox!.address, subject: 'A parcel', text: 'Where is it?' };
  await expect(sendMail(desk.smtpPort, mail)).rejects.toMatchObject({ responseCode: 451 });
  await desk.database.query(`DELETE FROM raw WHERE workspace_id = $1 AND connection_id = $2`, [
    desk.main.workspaceId,
    mailbox!.id,
  ]);
  await looksAgain();
  expect((await sendMail(desk.smtpPort, mail)).response).toMatch(/^250/);
});
