// How long one waits for a desk: from `start` to its open door, the first time and the next; and from a fresh clone, with `npm ci` and the build.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quantile, tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const run = promisify(execFile);
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUDGET = { start: 5, fresh: 120 };

export async function bench(options) {
  const n = Number(options.n ?? 5);
  let failed = 0;
  const bare = [];
  const began = performance.now();
  const desk = await startDesk();
  const first = (performance.now() - began) / 1000;
  const times = [];
  try {
    for (let i = 0; i < n; i += 1) {
      await desk.stop();
      bare.push(await timed(() => run(process.execPath, ['-e', ''])));
      times.push(await timed(() => desk.start()));
    }
  } finally {
    await desk.close();
  }
  const limit = { what: 'node that does nothing', figure: quantile(bare, 0.5) };
  failed += tell({ name: 'start to ready, on an empty folder', figure: first, unit: 's', budget: BUDGET.start, limit });
  failed += tell({
    name: 'start to ready',
    figure: Math.max(...times),
    unit: 's at most',
    n,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    budget: BUDGET.start,
    limit,
  });
  if (!options.pages || options.pages.includes('fresh')) failed += await fresh(first);
  return failed;
}

/** What is committed, in an empty folder; npm's own cache stays as it is. */
async function fresh(ready) {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-fresh-'));
  try {
    await run('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, folder]);
    const own = { cwd: folder, maxBuffer: 1 << 26 };
    const install = await timed(() => run('npm', ['ci', '--no-audit', '--no-fund'], own));
    const build = await timed(() => run('npm', ['run', 'build'], own));
    const figure = install + build + ready;
    return tell({ name: 'npm ci, build and ready', figure, unit: 's', budget: BUDGET.fresh, install, build, ready });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
