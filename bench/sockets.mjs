// What an open browser costs the desk: ten thousand visitors who only listen and two hundred agents, and how fast all agents hear of a change.
import { createRequire } from 'node:module';
import { enter, messenger, NEIGHBOURLY, together, until } from './desk-client.mjs';
import { bare } from './limits/bare-child.mjs';
import { tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const pg = createRequire(new URL('../apps/api/package.json', import.meta.url))('pg');
const AGENTS = 200;
const BUDGET_KB = 40;
const SHARE = 0.4;
const TICKETS = 100;
const ROUNDS = 10;

export async function bench(options) {
  const n = Number(options.n ?? 10_000);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, NEIGHBOURLY);
  const opened = await desk.database();
  const db = new pg.Client({ connectionString: opened.url });
  await db.connect();
  const closing = [];
  try {
    const owner = await enter(desk.url);
    const token = `bench-visitor-of-${seed}-is-number`;
    await db.query(
      `INSERT INTO visitor (workspace_id, id, connection_id, token_hash, identity_id, created_at, seen_at)
       SELECT workspace_id, gen_random_uuid(), id, sha256(($1 || '-' || i)::bytea), gen_random_uuid(), now(), now()
       FROM connection, generate_series(0, $2::int - 1) AS i WHERE kind = 'chat'`,
      [token, n],
    );
    const line = await messenger(owner);
    closing.push(() => line.close());
    await together(TICKETS, 4, (i) =>
      line.tell({
        type: 'message',
        id: `m${i}`,
        conversation: `c${i}`,
        sender: { id: `c${i}` },
        text: 'Where is my parcel?',
      }),
    );
    const tickets = async () => (await db.query('SELECT id FROM ticket')).rows.map(({ id }) => id);
    await until(async () => (await tickets()).length === TICKETS, 'tickets come');
    const ids = await tickets();
    const change = (priority) => owner.post('tickets/bulk', { ticketIds: ids, action: { do: 'priority', priority } });
    for (let i = 0; i < 4; i += 1) await change((i % 2) + 1);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const before = await desk.ask('memory');

    const agents = await crowd(closing, {
      address: `${desk.url}/desk`,
      options: { extraHeaders: { cookie: owner.cookie } },
      count: AGENTS,
    });
    const visitors = await crowd(closing, { address: `${desk.url}/widget`, options: { token }, count: n });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const after = await desk.ask('memory');

    const engine = await bare('bare-sockets.mjs');
    closing.push(() => engine.close());
    const row = await aRow(desk, owner, () => change(1));
    const address = `http://127.0.0.1:${engine.said.port}/desk`;
    const emptyHouse = (await engine.ask({})).rss;
    const listeners = await crowd(closing, { address, options: {}, count: AGENTS });
    const guests = await crowd(closing, { address: `http://127.0.0.1:${engine.said.port}/`, options: {}, count: n });
    const fullHouse = (await engine.ask({})).rss;
    guests.close();

    await agents.ask({ read: true });
    if (options.profile) await desk.ask('profile');
    const told = await fanOut(agents, TICKETS * ROUNDS * AGENTS, async () => {
      for (let i = 0; i < ROUNDS; i += 1) await change((i % 2) + 2);
    });
    if (options.profile) console.log(JSON.stringify({ profile: await desk.ask('profile', options.profile) }));
    await listeners.ask({ read: true });
    const barely = await fanOut(listeners, TICKETS * ROUNDS * AGENTS, () =>
      engine.ask({ times: TICKETS * ROUNDS, row }),
    );
    visitors.close();
    const each = (bytes) => bytes / 1024 / (n + AGENTS);
    const resident = each(after.rss - before.rss);
    const inHeap = ({ heapUsed, external }) => heapUsed + external;
    const held = each(inHeap(after) - inHeap(before));
    return (
      tell({
        name: 'sockets: memory of one that is open',
        // Room that the desk had already taken from the system hides what sockets hold: then the heap tells.
        figure: Math.max(resident, held),
        resident,
        held,
        unit: 'KB',
        n: n + AGENTS,
        budget: BUDGET_KB,
        limit: { what: 'bare socket.io, resident', figure: each(fullHouse - emptyHouse) },
        seed,
      }) +
      tell({
        name: 'sockets: every agent hears of a change',
        figure: told.rate,
        unit: 'events/s',
        n: told.heard,
        limit: { what: 'bare socket.io with the same row to as many', figure: barely.rate },
        share: SHARE,
        agents: AGENTS,
        seed,
      })
    );
  } finally {
    for (const close of closing.reverse()) close();
    await db.end().catch(() => {});
    await opened.close().catch(() => {});
    await desk.close();
  }
}

async function crowd(closing, joining) {
  const people = await bare('crowd.mjs');
  closing.push(() => people.close());
  await people.ask(joining);
  return people;
}

/** From the first order to the last event heard; a ticket that changes twice at once may be told of once. */
async function fanOut(people, most, work) {
  const began = Date.now();
  await work();
  let heard = 0;
  let last = began;
  for (let still = 0; heard < most && still < 10; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const more = await people.ask({ read: true });
    heard += more.heard;
    if (more.heard > 0) last = more.last;
    still = more.heard > 0 ? 0 : still + 1;
  }
  return { heard, rate: heard / ((last - began) / 1000) };
}

/** What an agent's browser is told of a change. */
async function aRow(desk, owner, change) {
  const { io } = createRequire(new URL('../apps/api/package.json', import.meta.url))('socket.io-client');
  const socket = io(`${desk.url}/desk`, { transports: ['websocket'], extraHeaders: { cookie: owner.cookie } });
  await new Promise((resolve) => socket.on('connect', resolve));
  const heard = new Promise((resolve) => socket.once('ticket.changed', resolve));
  await change();
  const row = await heard;
  socket.close();
  return row;
}
