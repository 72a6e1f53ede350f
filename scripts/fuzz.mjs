// `npm run fuzz`: mails and webhooks that nobody would send, thrown at every channel. A seed makes it the same run again.
//   npm run fuzz -- --cases 100000 [--seed N] [--only KIND]
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from './build.mjs';
import { fuzz, mb } from './fuzz/run.mjs';
import { targetsOf } from './fuzz/targets.mjs';
import { ROOT } from './running.mjs';

const words = process.argv.slice(2);
const value = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise);
const cases = Number(value('--cases', 20_000));
const seed = Number(value('--seed', Date.now() % 2 ** 31));
const only = value('--only', null);

if (!(cases > 0) || !Number.isInteger(seed)) {
  console.error('Usage: npm run fuzz -- [--cases N] [--seed N] [--only KIND]');
  process.exit(1);
}
if (!(await build({ ifStale: true, only: ['server'] }))) process.exit(1);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const at = (path) => pathToFileURL(join(ROOT, 'libs/channels', path)).href;
const { channels: registry, inspectMail } = await import(at('dist/index.js'));
const targets = await targetsOf({
  registry,
  harnessOf: async (kind) => (await import(at(`dist/${kind}/harness.js`))).harness,
  sources: join(ROOT, 'libs/channels/src'),
  only,
});
console.log(`fuzz: seed ${seed}, ${cases} cases, ${targets.map(({ name }) => name).join(', ')}`);
const began = performance.now();
let shown = 0;
const result = await fuzz({
  targets,
  inspectMail,
  cases,
  seed,
  collect,
  say: ({ cases: done, slowest, heap }) => {
    if (performance.now() - shown < 5000) return;
    shown = performance.now();
    console.log(`  ${done} cases, slowest ${Math.round(slowest.ms)} ms (${slowest.kind}), heap ${mb(heap.last)} MB`);
  },
});
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`fuzz: seed ${seed}, ${result.cases} cases in ${seconds} s`);
console.log(
  `  ${Object.entries(result.byKind)
    .map(([kind, n]) => `${kind} ${n}`)
    .join(', ')}`,
);
console.log(
  `  slowest ${result.slowest.ms.toFixed(1)} ms (${result.slowest.kind}: ${result.slowest.body}); heap after gc ${mb(result.heap.first)} → ${mb(result.heap.last)} MB`,
);
if (result.failure) {
  const { kind, why, path, body } = result.failure;
  console.log(
    `fuzz: FAILED at ${kind} (seed ${result.failure.seed}, path ${path})\n${why}\nthe smallest that does it: ${body}`,
  );
  process.exitCode = 1;
} else console.log('fuzz: nothing threw, nothing took a second, nothing was kept');
