// `npm test`: everything this repository proves about itself, part by part, with no service installed by hand.
//   node scripts/test.mjs                 all parts
//   node scripts/test.mjs stories doors   only these
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { filesBelow, ROOT, requireNode, run, seconds } from './running.mjs';

/** A part that stands still is ended, so that what it said until then is not lost. */
const PATIENCE_MS = 14 * 60_000;

/** Jest by itself leaves one processor alone: on two that is half of them. */
const ALL_HANDS = Math.max(2, availableParallelism());

/** A story waits as much as it works: on two cores three are told at a time. */
const STORY_TELLERS = Math.max(3, availableParallelism());

/**
 * In the order in which a fault is cheapest to understand. `counts` answers { passed, failed, skipped, output }; parts that
 * wait more than they work (`waits`) go on beside one another.
 */
const PARTS = [
  { name: 'checks', says: 'npm run check notices what is planted', counts: () => nodeTests('scripts', /\.test\.mjs$/) },
  {
    name: 'rules',
    says: 'pure rules beside their code',
    counts: () =>
      jest({ below: ['apps', 'libs/survey', 'libs/contract'], not: ['apps/api/test', '/dist'], workers: ALL_HANDS }),
  },
  {
    name: 'channels',
    says: 'what the world sends us, and forged',
    counts: () => jest({ below: ['libs/channels'], workers: ALL_HANDS }),
  },
  {
    name: 'terminal',
    says: 'the embedded database and the commands',
    counts: () =>
      jest({ below: ['apps/api/test'], not: ['/stories/', '/servers/', '/faults/', '/doors', '/shapes', '/fleet/'] }),
  },
  {
    name: 'stories',
    says: 'a ticket lives, on a real PostgreSQL',
    counts: () => jest({ below: ['apps/api/test/stories'], workers: STORY_TELLERS, built: true }),
  },
  {
    name: 'servers',
    says: 'mail through Postfix and Dovecot',
    waits: true,
    counts: () => jest({ below: ['apps/api/test/servers'], alone: true }),
  },
  {
    name: 'doors',
    says: 'every route × every role',
    counts: () => jest({ below: ['apps/api/test/doors.test.ts'], built: true }),
  },
  {
    name: 'shapes',
    says: 'embedded, standard and split by role',
    waits: true,
    counts: () => jest({ below: ['apps/api/test/shapes'] }),
  },
  {
    name: 'faults',
    says: 'kill -9 at 30 exchanges, then count',
    waits: true,
    counts: () => jest({ below: ['apps/api/test/faults'], not: ['minutes'], env: { FAULT_POINTS: '30' } }),
  },
  {
    name: 'fleet',
    says: '3 web and 2 workers, restarted in turn',
    counts: () => jest({ below: ['apps/api/test/fleet'] }),
  },
  {
    name: 'browsers',
    says: 'a customer and an agent in a real browser',
    counts: () => jest({ below: ['e2e'], workers: 2 }),
  },
];

/** Lines of a part that are shown even when all is well: why something was skipped, a seed, a verdict. */
const WORTH_SAYING = /^\s*(SKIPPED|faults: (seed|verdict)|IMAP IDLE: |Dovecot killed|The mailbox is red)/;

requireNode();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${PARTS.map((part) => part.name).join(', ')}.`);
  process.exit(1);
}
const began = performance.now();
const scratch = mkdtempSync(join(tmpdir(), 'otklik-run-'));
const total = { passed: 0, failed: 0 };
try {
  if (!(await build({ ifStale: true }))) {
    console.error('The build failed, so nothing was tested.');
    total.failed += 1;
  } else {
    const chosen = PARTS.filter((part) => wanted.length === 0 || wanted.includes(part.name));
    const patient = chosen.filter((part) => part.waits);
    for (const part of chosen) {
      if (!part.waits) await report([part]);
      else if (part === patient[0]) await report(patient);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\nAll parts took ${seconds(began)}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Parts that go on beside one another; each is told as soon as it has ended. */
async function report(parts) {
  const alone = parts.length === 1;
  if (alone) process.stdout.write(headOf(parts[0]));
  await Promise.all(parts.map((part) => tell(part, alone)));
}

function headOf(part) {
  return `${part.name.padEnd(9)} ${part.says} … `;
}

async function tell(part, begun) {
  const partBegan = performance.now();
  const { passed, failed, skipped, output } = await part.counts();
  if (!begun) process.stdout.write(headOf(part));
  total.passed += passed;
  total.failed += failed;
  const numbers = [`${passed} passed`, failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : '']
    .filter(Boolean)
    .join(', ');
  console.log(`${failed > 0 ? '✗' : '✓'} ${numbers} (${seconds(partBegan)})`);
  for (const line of output.split('\n').filter((text) => WORTH_SAYING.test(text))) console.log(`    ${line}`);
  if (failed > 0) console.log(output.replace(/^/gm, '    '));
}

/** Jest on the test files below some folders, `alone`: one after another; a test that is skipped prints a line `SKIPPED: why`. */
async function jest({ below, not = [], alone = false, workers = null, built = false, env = {} }) {
  const files = testFiles(below, /\.test\.tsx?$/, not);
  if (files.length === 0) return nothingThere(below);
  const answer = join(mkdtempSync(join(scratch, 'part-')), 'jest.json');
  const { code, output } = await run(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--json',
      ...(built ? ['--config', join(ROOT, 'jest.built.config.mjs')] : []),
      // A server that a failed test has left open must not keep everything waiting.
      '--forceExit',
      `--outputFile=${answer}`,
      ...(alone ? ['--runInBand'] : []),
      ...(workers ? [`--maxWorkers=${workers}`] : []),
      `--testSequencer=${join(ROOT, 'scripts/longest-first.mjs')}`,
      '--runTestsByPath',
      ...files,
    ],
    { env: { FORCE_COLOR: '0', ...env }, patience: PATIENCE_MS },
  );
  const said = output
    .split('\n')
    .filter((line) => !line.startsWith('{"num'))
    .join('\n');
  if (!existsSync(answer)) return { passed: 0, failed: 1, skipped: 0, output: said };
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(answer, 'utf8'),
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed || (code === 0 ? 0 : 1), skipped: numPendingTests, output: said };
}

async function nodeTests(below, pattern) {
  const files = testFiles([below], pattern, []);
  if (files.length === 0) return nothingThere([below]);
  const { output } = await run(process.execPath, ['--test', '--test-reporter=tap', ...files]);
  const number = (word) => Number(output.match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0);
  const [passed, failed] = [number('pass'), number('fail')];
  return { passed, failed: passed + failed === 0 ? 1 : failed, skipped: number('skipped'), output };
}

function testFiles(below, pattern, not) {
  return filesBelow(below).filter((file) => pattern.test(file) && !not.some((part) => file.includes(part)));
}

/** A part without tests proves nothing: that is a failure, not a pass. */
function nothingThere(below) {
  return { passed: 0, failed: 1, skipped: 0, output: `No tests were found in ${below.join(', ')}.` };
}
