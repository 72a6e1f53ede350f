// What a desk takes in: customers' messages by the API channel, each the first of its ticket, until agents can see them.
import { createRequire } from 'node:module';
import { enter, messenger, NEIGHBOURLY, together, until } from './desk-client.mjs';
import { keepOutbox, sameRows } from './limits/same-rows.mjs';
import { rateOf, settingsOf } from './limits/statements.mjs';
import { quantile, tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const pg = createRequire(new URL('../apps/api/package.json', import.meta.url))('pg');
const CALLERS = [1, 4, 16];
const SHARE = 0.25;
const LIMIT_SECONDS = 5;

export async function bench(options) {
  const n = Number(options.n ?? 2000);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, NEIGHBOURLY);
  const opened = await desk.database();
  const db = new pg.Client({ connectionString: opened.url });
  await db.connect();
  let line = null;
  try {
    const owner = await enter(desk.url);
    line = await messenger(owner);
    const [{ workspace_id: workspaceId }] = (await db.query('SELECT workspace_id FROM agent LIMIT 1')).rows;
    let told = 0;
    const write = (tag) =>
      line.tell({
        type: 'message',
        id: tag,
        conversation: tag,
        sender: { id: tag, name: `Customer ${tag}` },
        text: `${tag}: where is my parcel?`,
      });
    const one = () => {
      told += 1;
      return write(`tag-${seed}-${String(told).padStart(6, '0')}`);
    };
    const seen = async () =>
      Number(
        (await db.query('SELECT count(*) FROM inbound_key WHERE workspace_id = $1', [workspaceId])).rows[0].count,
      ) === told;
    await together(Math.min(200, n), 4, one);
    await until(seen, 'warming up');
    const figures = {};
    if (options.profile) await desk.ask('profile');
    for (const callers of CALLERS) {
      await desk.ask('stall');
      const began = performance.now();
      const accepted = await together(n, callers, one);
      const allAccepted = performance.now() - began;
      await until(seen, 'taking in');
      figures[callers] = {
        figure: (n / (performance.now() - began)) * 1000,
        p50: quantile(accepted, 0.5),
        p99: quantile(accepted, 0.99),
        accepted: (n / allAccepted) * 1000,
        loop: (await desk.ask('stall')).busy,
      };
    }
    if (options.profile) console.log(JSON.stringify({ profile: await desk.ask('profile', options.profile) }));
    await keepOutbox(db);
    const sample = `tag-${seed}-sample`;
    told += 1;
    await write(sample);
    await until(seen, 'one more');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { sql, counts } = await sameRows(db, workspaceId, line.connectionId, sample);
    // Nobody else may want the tables while the limit is measured.
    await db.end();
    await desk.stop();
    const alone = await desk.database();
    const again = new pg.Client({ connectionString: alone.url });
    await again.connect();
    const settings = await settingsOf(again);
    const { what, rates } = await rateOf(sql, alone.url, desk.folder, CALLERS, LIMIT_SECONDS);
    await again.end();
    await alone.close();
    console.log(JSON.stringify({ name: 'desk of intake', seed, both: settings, limitRows: counts }));
    for (const callers of CALLERS)
      tell({
        name: `intake, ${callers} callers`,
        unit: 'messages/s',
        n,
        ...figures[callers],
        limit: { what, figure: rates[callers] },
        seed,
      });
    const best = CALLERS.reduce((a, b) => (figures[b].figure > figures[a].figure ? b : a));
    const limit = { what: `${what}, at its best`, figure: Math.max(...Object.values(rates)) };
    return tell({ name: 'intake', unit: 'messages/s', n, ...figures[best], callers: best, share: SHARE, limit, seed });
  } finally {
    line?.close();
    await db.end().catch(() => {});
    await opened.close().catch(() => {});
    await desk.close();
  }
}
