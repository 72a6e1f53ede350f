// How fast a desk asks: tickets are solved, until the survey of the last one has been handed to its channel.
import { createRequire } from 'node:module';
import { enter, messenger, NEIGHBOURLY, together, until } from './desk-client.mjs';
import { rateOfJobs } from './limits/jobs.mjs';
import { quantile, tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const pg = createRequire(new URL('../apps/api/package.json', import.meta.url))('pg');
const SOLVERS = 8;
const SHARE = 0.3;
const WARM = 50;

export async function bench(options) {
  const n = Number(options.n ?? 1000);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, NEIGHBOURLY);
  const opened = await desk.database();
  const db = new pg.Client({ connectionString: opened.url });
  await db.connect();
  const asked = new Map();
  let line = null;
  try {
    const owner = await enter(desk.url);
    line = await messenger(owner, (event) => {
      if (event.card) asked.set(event.conversation, performance.now());
    });
    const who = (i) => `customer-${seed}-${i}`;
    await together(n + WARM, 16, (i) =>
      line.tell({
        type: 'message',
        id: who(i),
        conversation: who(i),
        sender: { id: who(i) },
        text: 'Where is my parcel?',
      }),
    );
    const tickets = async () => (await db.query('SELECT id, conversation FROM ticket')).rows;
    await until(async () => (await tickets()).length === n + WARM, 'tickets come');
    const all = await tickets();
    const solvedAt = new Map();
    const solve = async ({ id, conversation }) => {
      solvedAt.set(conversation, performance.now());
      await owner.post(`tickets/${id}/state`, { state: 'solved' });
    };
    await together(WARM, SOLVERS, (i) => solve(all[i]));
    await until(() => asked.size === WARM, 'warming up');
    if (options.profile) await desk.ask('profile');
    const began = performance.now();
    await together(n, SOLVERS, (i) => solve(all[WARM + i]));
    const solved = (n / (performance.now() - began)) * 1000;
    await until(() => asked.size === n + WARM, 'surveys go out');
    const rate = (n / (performance.now() - began)) * 1000;
    if (options.profile) console.log(JSON.stringify({ profile: await desk.ask('profile', options.profile) }));
    const waits = all.slice(WARM).map(({ conversation }) => asked.get(conversation) - solvedAt.get(conversation));
    await db.end();
    await desk.stop();
    const alone = await desk.database();
    const limit = {
      what: 'bare BullMQ on the same PostgreSQL: a job added and done',
      figure: await rateOfJobs(alone.url, n, SOLVERS),
    };
    await alone.close();
    return tell({
      name: 'survey: solved, until handed to its channel',
      figure: rate,
      unit: 'surveys/s',
      n,
      p50: quantile(waits, 0.5),
      p99: quantile(waits, 0.99),
      limit,
      share: SHARE,
      solved,
      seed,
    });
  } finally {
    line?.close();
    await db.end().catch(() => {});
    await opened.close().catch(() => {});
    await desk.close();
  }
}
