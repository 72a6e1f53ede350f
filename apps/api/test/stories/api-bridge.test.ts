// The API channel through the whole desk, against a bridge that knows nothing but node:http and node:crypto.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startBridge } from '../bridge.mjs';
import { TestDesk } from '../desk.js';

interface Delivered {
  conversation: string;
  text: string;
  files: { name: string; content: string | null }[];
  card: { text: string; buttons: { label: string; data: string }[] } | null;
}
const secret = 'words that only the two of us know';
const delivered: Delivered[] = [];
let desk: TestDesk;
let server: Server;
let tell: (event: object, moment?: number) => Promise<number>;
let fails = 0;

beforeAll(async () => {
  desk = await TestDesk.open();
  const bridge = startBridge({
    secret,
    deliver: (event: Delivered) => {
      if (fails-- > 0) throw new Error('the messenger is away');
      delivered.push(event);
      return `pigeon-${delivered.length}`;
    },
  });
  server = bridge.server;
  tell = bridge.tell;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const body = { kind: 'api', name: 'Pigeons', config: { url, secret } };
  expect(await desk.main.owner.does('POST', '/api/v1/connections', body)).toMatchObject({
    state: 'ok',
    address: '@shop',
  });
}, 60_000);
afterAll(async () => {
  await desk.close();
  await new Promise((resolve) => server.close(resolve));
});

const now = () => Math.floor(desk.clock.now().getTime() / 1000);
const sender = { id: 'anna', name: 'Anna', email: 'anna@mail.example' };
const happens = async (event: object) => {
  expect(await tell({ conversation: 'roof-7', sender, ...event }, now())).toBe(200);
  await desk.settles();
};
const ticket = async () => (await desk.main.owner.tickets('all'))[0]!;
const last = async () => (await desk.main.owner.conversation((await ticket()).id)).at(-1)!;

it('carries a conversation both ways, once each', async () => {
  await happens({ type: 'message', id: 'm1', text: 'Where is my parcel?' });
  await happens({ type: 'message', id: 'm1', text: 'Where is my parcel?' });
  expect(await ticket()).toMatchObject({ channel: 'api', contact: expect.objectContaining({ name: 'Anna' }) });
  await desk.main.owner.replies((await ticket()).id, 'On the next roof.');
  await desk.settles();
  expect(delivered).toMatchObject([{ conversation: 'roof-7', text: 'On the next roof.', card: null }]);
  expect(await last()).toMatchObject({ state: 'sent' });
  await happens({ type: 'receipt', id: 'r1', replyTo: 'pigeon-1', status: 'delivered' });
  await happens({ type: 'receipt', id: 'r2', replyTo: 'pigeon-1', status: 'read' });
  expect(await last()).toMatchObject({ state: 'read' });
});

it('waits while the messenger is away, and does not say it twice', async () => {
  fails = 2;
  await desk.main.owner.replies((await ticket()).id, 'It has landed.');
  await desk.settles();
  expect(await last()).toMatchObject({ state: 'queued' });
  for (let hour = 0; hour < 3; hour++) await desk.travels(3_600_000);
  expect(delivered.map(({ text }) => text)).toEqual(['On the next roof.', 'It has landed.']);
  expect(await last()).toMatchObject({ state: 'sent' });
});

it('refuses whoever does not know the secret, and what is too old', async () => {
  expect(await tell({ type: 'message', id: 'm9', conversation: 'roof-7', text: 'old' }, now() - 600)).toBe(401);
});

it('asks how it went, by buttons', async () => {
  await happens({ type: 'message', id: 'm2', text: 'Thank you' });
  await desk.main.owner.solves((await ticket()).id);
  await desk.travels(2 * 3_600_000);
  const { card } = delivered.at(-1)!;
  const best = card!.buttons.find(({ label }) => label.includes('5'))!;
  await happens({ type: 'button', id: 'b1', button: { data: best.data } });
  expect((await ticket()).rating).toMatchObject({ score: 5 });
});
