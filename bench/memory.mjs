// What the whole desk holds, its PostgreSQL included: with nothing to do, and while customers write as fast as it takes them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { enter, messenger, NEIGHBOURLY, together } from './desk-client.mjs';
import { tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const MB = 1024;
const BUDGET_MB = { idle: 350, busy: 700 };
const CALLERS = 16;
const SETTLE_MS = 15_000;

export async function bench(options) {
  const n = Number(options.n ?? 5000);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  if (!existsSync('/proc/self/smaps_rollup')) {
    console.log('SKIPPED: this system does not tell what a process holds (/proc/PID/smaps_rollup).');
    return 0;
  }
  const desk = await startDesk(null, NEIGHBOURLY);
  let line = null;
  try {
    const owner = await enter(desk.url);
    line = await messenger(owner);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const idle = heldBy(desk);
    let most = idle;
    const looking = setInterval(() => {
      const now = heldBy(desk);
      if (now.all > most.all) most = now;
    }, 250);
    const who = (i) => `customer-${seed}-${i}`;
    await together(n, CALLERS, (i) =>
      line.tell({
        type: 'message',
        id: who(i),
        conversation: who(i),
        sender: { id: who(i) },
        text: 'Where is my parcel?',
      }),
    );
    clearInterval(looking);
    const line_ = (name, { all, node, postgres, processes }, more) =>
      tell({ name, figure: all, unit: 'MB PSS', node, postgres, processes, seed, ...more });
    return (
      line_('memory of the whole desk, idle', idle, { budget: BUDGET_MB.idle }) +
      line_('memory of the whole desk, at full intake', most, { n, budget: BUDGET_MB.busy })
    );
  } finally {
    line?.close();
    await desk.close();
  }
}

/** Its process, the postmaster of its folder, and all that came of them. Megabytes, each page shared by several counted in parts. */
function heldBy({ pid, folder }) {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const stat = read(`/proc/${name}/stat`);
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const postmaster = [...parents.keys()].find((one) => {
    const words = read(`/proc/${one}/cmdline`).split('\0');
    return words.some((word) => word.startsWith(folder)) && /postgres$/.test(words[0]);
  });
  const family = (root) => {
    const all = [root];
    for (let i = 0; i < all.length; i += 1) for (const [one, parent] of parents) if (parent === all[i]) all.push(one);
    return all;
  };
  const database = postmaster ? family(postmaster) : [];
  const own = family(pid()).filter((one) => !database.includes(one));
  const [node, postgres] = [own, database].map((ids) => ids.reduce((sum, id) => sum + pss(id), 0) / MB);
  return { all: node + postgres, node, postgres, processes: own.length + database.length };
}

const pss = (id) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0);

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
