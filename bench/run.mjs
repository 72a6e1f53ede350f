// `npm run bench -- NAME…`, or `all [--only A,B]`: what it costs, measured; each benchmark prints one JSON line a figure, and `all` writes RESULTS.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { commitNow, keepResults } from './results.mjs';

/** In the order of RESULTS.md. `filled`: on a desk of very many tickets; `grows`: held against the same on a smaller one. */
const BENCHES = {
  intake: { says: 'customers’ messages by the API channel, until agents see them' },
  mail: { says: 'mails by SMTP, until they are stored, until they are tickets' },
  live: { says: 'how soon an agent’s screen shows what a customer writes' },
  queue: { says: 'views, counts, tickets and search of a large desk, with their plans', filled: true, grows: true },
  plans: { says: 'a ticket opened, answered and solved, and what the working paths ask of PostgreSQL', filled: true },
  reports: { says: 'every page of reports of a large desk, with filters drawn at random', filled: true, grows: true },
  survey: { says: 'tickets solved, until the survey is handed to its channel' },
  sockets: { says: 'ten thousand open browsers, and all agents hear of a change' },
  memory: { says: 'what the whole desk holds, idle and at full intake' },
  overload: { says: 'three times what it takes: what is refused, what is lost, and who waits' },
  start: { says: 'from start to ready, and from a fresh clone' },
  seed: { says: 'filling a desk with a million tickets' },
  ui: { says: 'the agents’ screens and the site chat in a real browser' },
  coverage: { says: 'how often the intervals of satisfaction hold the truth, on simulated customers' },
};
const SMALLER = 10_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    profile: { type: 'string' },
    tickets: { type: 'string' },
    data: { type: 'string' },
    small: { type: 'string' },
    n: { type: 'string' },
    seed: { type: 'string' },
    pages: { type: 'string' },
  },
});
const { json, only, ...options } = values;
const all = positionals.includes('all');
const named = all ? (only?.split(',') ?? Object.keys(BENCHES)) : positionals;
const unknown = named.filter((name) => !BENCHES[name]);
if (named.length === 0 || unknown.length > 0) {
  const known = Object.entries(BENCHES).map(([name, { says }]) => `  ${name.padEnd(8)} ${says}`);
  console.error(`Say which: npm run bench -- all [--only A,B], or some of\n${known.join('\n')}`);
  process.exit(1);
}
if (!(await build({ ifStale: true, quiet: json }))) process.exit(1);

const folders = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'otklik-bench-')));
  chmodSync(folders.at(-1), 0o755); // as root, PostgreSQL runs as another user, who must get in
  return folders.at(-1);
};
const commit = commitNow();
options.seed ??= String(Date.now() % 1_000_000);
let { data: filled, small: smaller } = options;
let failed = 0;
const done = new Set();
try {
  for (const name of Object.keys(BENCHES).filter((one) => named.includes(one))) await measure(name);
} finally {
  for (const one of folders) rmSync(one, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit(failed === 0 ? 0 : 1);

async function measure(name) {
  if (done.has(name) || (name === 'seed' && filled && !only && all)) return;
  done.add(name);
  const { filled: onLarge, grows } = BENCHES[name];
  if (!onLarge) return told(name, options);
  if (all && !filled) {
    // What is measured on a large desk needs one, and how long that takes is a figure too.
    done.add('seed');
    filled = folder();
    await told('seed', { ...options, keep: filled });
  }
  const own = { ...options, data: filled };
  if (grows && (smaller || all)) {
    const { code, lines } = await run(name, { ...options, data: await smallDesk(), smaller: true }, true);
    if (code === 2) {
      failed += 1;
      console.error(`${name}: on the smaller desk it broke off; growth is not told.`);
    }
    own.than = join(folder(), 'lines.json');
    writeFileSync(own.than, JSON.stringify(lines));
  }
  await told(name, own);
}

async function smallDesk() {
  if (smaller) return smaller;
  const keep = folder();
  const { code } = await run('seed', { seed: options.seed, tickets: String(SMALLER), keep }, true);
  if (code === 2) throw new Error('The smaller desk could not be filled.');
  smaller = keep;
  return keep;
}

/** Runs it, prints its lines and, of `all`, keeps them. */
async function told(name, own) {
  const { code, lines, desk } = await run(name, own, false);
  if (code !== 0) failed += 1;
  if (code === 2) console.error(`${name} broke off${all ? '; what RESULTS.md tells of it is of before' : ''}.`);
  else if (all && lines.length > 0) keepResults(Object.keys(BENCHES), name, { lines, desk, commit });
}

/** @returns its figures, on what desk, and 0: all hold, 1: one does not, 2: it broke off */
async function run(name, own, silent) {
  const words = [...process.execArgv, fileURLToPath(new URL('one.mjs', import.meta.url)), name, JSON.stringify(own)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const lines = [];
  let desk = {};
  for await (const line of createInterface({ input: child.stdout })) {
    // What the desk itself logs is none of it.
    const isJson = line.startsWith('{') && !line.startsWith('{"level"');
    if (!silent && (isJson || !json)) console.log(line);
    else if (!isJson) console.error(line);
    const read = isJson ? JSON.parse(line) : {};
    if ('unit' in read) lines.push(read);
    else if ('tickets' in read) desk = read;
  }
  const [code] = await exit;
  return { code: code ?? 2, lines, desk };
}
