// The build: server by tsc, the two front ends by vite, each only when it is missing or stale.
//   node scripts/build.mjs            everything
//   node scripts/build.mjs --if-stale only what changed since it was built
//   node scripts/build.mjs server     only the named parts
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint, ROOT, requireNode, run, seconds } from './running.mjs';

/** What is built, from what, and by which commands (those of one part run one after another). */
const PARTS = [
  {
    name: 'server',
    label: 'the server and its libraries',
    inputs: [
      'libs/contract',
      'libs/survey',
      'libs/channels',
      'apps/api/src',
      'apps/api/tsconfig.json',
      'apps/api/package.json',
    ],
    output: 'apps/api/dist',
    commands: [['node_modules/typescript/bin/tsc', '-b', 'libs/contract', 'libs/survey', 'libs/channels', 'apps/api']],
  },
  {
    name: 'agent-ui',
    label: "the agents' screens",
    inputs: ['apps/agent-ui', 'libs/contract/src', 'libs/survey/src'],
    output: 'apps/agent-ui/dist',
    workspace: '@otklik/agent-ui',
    after: 'server',
  },
  {
    name: 'widget',
    label: 'the site chat',
    inputs: ['apps/widget', 'libs/contract/src', 'libs/survey/src'],
    output: 'apps/widget/dist',
    workspace: '@otklik/widget',
    after: 'server',
  },
];
const ALWAYS = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];

/**
 * Builds the parts that need it, says what it does, and answers whether all went well.
 * @param {{ ifStale?: boolean, only?: string[], quiet?: boolean }} options
 */
export async function build({ ifStale = false, only = [], quiet = false } = {}) {
  const say = quiet ? () => {} : (line) => console.log(line);
  const wanted = PARTS.filter((part) => only.length === 0 || only.includes(part.name));
  const todo = wanted.filter((part) => !ifStale || isStale(part));
  if (todo.length === 0) return true;
  if (!existsSync(join(ROOT, 'node_modules'))) {
    console.error('Nothing is installed yet. Run `npm ci` first.');
    return false;
  }
  say(ifStale ? `Building what is missing or has changed: ${todo.map((part) => part.name).join(', ')}` : 'Building');
  const first = todo.filter((part) => !part.after);
  const then = todo.filter((part) => part.after);
  for (const part of first) if (!(await buildPart(part, say))) return false;
  const results = await Promise.all(then.map((part) => buildPart(part, say)));
  return results.every(Boolean);
}

async function buildPart(part, say) {
  const began = performance.now();
  const print = fingerprint([...part.inputs, ...ALWAYS]);
  const commands = part.commands ?? [
    [npmCli(), 'run', 'build', '--silent', '--if-present', '--workspace', part.workspace],
  ];
  for (const command of commands) {
    const { code, output } = await run(process.execPath, command);
    if (code !== 0) {
      console.error(`${output.trim()}\n\nBuilding ${part.label} failed.`);
      return false;
    }
  }
  mkdirSync(join(ROOT, part.output), { recursive: true });
  writeFileSync(stamp(part), print);
  say(`  ✓ ${part.label} (${seconds(began)})`);
  return true;
}

function isStale(part) {
  if (!existsSync(stamp(part))) return true;
  return readFileSync(stamp(part), 'utf8') !== fingerprint([...part.inputs, ...ALWAYS]);
}

const stamp = (part) => join(ROOT, part.output, '.built');

/** npm's own script, so that Windows needs no shell. */
function npmCli() {
  const beside = join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const below = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return [process.env.npm_execpath, below, beside].find((path) => path && existsSync(path)) ?? below;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  requireNode();
  const words = process.argv.slice(2);
  const done = await build({
    ifStale: words.includes('--if-stale'),
    only: words.filter((word) => !word.startsWith('--')),
  });
  process.exitCode = done ? 0 : 1;
}
