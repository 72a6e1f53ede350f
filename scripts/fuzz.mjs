// `npm run fuzz`: mails and webhooks that nobody would send, thrown at every channel. A seed makes it the same run again.
//   npm run fuzz -- --cases 100000 [--seed N] [--only KIND]
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { build } from './build.mjs';
import { fuzz, mb } from './fuzz/run.mjs';
import { targetsOf } from './fuzz/targets.mjs';
import { ROOT } from './running.mjs';

/** A case that is not over by then never will be; the run is ended and the case shown. */
const HANGS_MS = 60_000;
const SHOWN_BYTES = 4096;

if (isMainThread) {
  const words = process.argv.slice(2);
  const value = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise);
  const cases = Number(value('--cases', 20_000));
  const seed = Number(value('--seed', Date.now() % 2 ** 31));
  if (!(cases > 0) || !Number.isInteger(seed)) {
    console.error('Usage: npm run fuzz -- [--cases N] [--seed N] [--only KIND]');
    process.exit(1);
  }
  if (!(await build({ ifStale: true, only: ['server'] }))) process.exit(1);
  watch({ cases, seed, only: value('--only', null) });
} else await run(workerData);

/** Runs it in a thread of its own, for a loop without end cannot tell of itself. */
function watch(settings) {
  const shared = new SharedArrayBuffer(12 + SHOWN_BYTES);
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { ...settings, shared } });
  const [numbers, bytes] = [new Int32Array(shared, 0, 3), new Uint8Array(shared, 12)];
  let seen = -1;
  let since = performance.now();
  const looking = setInterval(() => {
    const now = Atomics.load(numbers, 0);
    // Before the first case everything is loaded, which has no limit.
    if (now !== seen || now === 0) [seen, since] = [now, performance.now()];
    if (performance.now() - since < HANGS_MS) return;
    const body = Buffer.from(bytes.slice(0, numbers[1])).toString('latin1');
    console.log(`fuzz: FAILED: case ${now} does not end (seed ${settings.seed})\n${JSON.stringify(body)}`);
    process.exit(1);
  }, 1000);
  worker.on('exit', (code) => {
    clearInterval(looking);
    process.exitCode = code;
  });
}

async function run({ cases, seed, only, shared }) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const at = (path) => pathToFileURL(join(ROOT, 'libs/channels', path)).href;
  const { channels: registry, inspectMail } = await import(at('dist/index.js'));
  const harnessOf = async (kind) => (await import(at(`dist/${kind}/harness.js`))).harness;
  const targets = await targetsOf({ registry, harnessOf, sources: join(ROOT, 'libs/channels/src'), only });
  console.log(`fuzz: seed ${seed}, ${cases} cases, ${targets.map(({ name }) => name).join(', ')}`);
  const [numbers, bytes] = [new Int32Array(shared, 0, 3), new Uint8Array(shared, 12)];
  const begins = (given) => {
    const body = given instanceof Uint8Array ? given : Buffer.from(JSON.stringify(given));
    const length = Math.min(body.length, SHOWN_BYTES);
    bytes.set(body.subarray(0, length));
    numbers[1] = length;
    Atomics.add(numbers, 0, 1);
  };
  const began = performance.now();
  let told = 0;
  const say = ({ cases: done, slowest, heap }) => {
    if (performance.now() - told < 5000) return;
    told = performance.now();
    console.log(`  ${done} cases, slowest ${Math.round(slowest.ms)} ms (${slowest.kind}), heap ${mb(heap.last)} MB`);
  };
  const result = await fuzz({ targets, inspectMail, cases, seed, collect, begins, say });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const byKind = Object.entries(result.byKind).map(([kind, n]) => `${kind} ${n}`);
  const { slowest, heap, failure } = result;
  console.log(`fuzz: seed ${seed}, ${result.cases} cases in ${seconds} s\n  ${byKind.join(', ')}`);
  console.log(`  slowest ${slowest.ms.toFixed(1)} ms (${slowest.kind}: ${slowest.body})`);
  console.log(`  heap after gc ${mb(heap.first)} → ${mb(heap.last)} MB`);
  if (failure) {
    const { kind, why, path, body } = failure;
    console.log(
      `fuzz: FAILED at ${kind} (seed ${failure.seed}, path ${path})\n${why}\nthe smallest that does it: ${body}`,
    );
    process.exitCode = 1;
  } else console.log('fuzz: nothing threw, nothing took a second, nothing was kept');
}
