// Scores the adapters on a folder of real mails and webhooks and prints a table by source, the stock libraries beside it.
//   npm run corpus -- DIR                    everything; ends with 1 when a bar is missed
//   npm run corpus -- DIR --only sisimai     one source (may be repeated)
//   npm run corpus -- DIR --channels FILE    another build of the adapters, to compare two
//
// DIR holds email/<source>/… and webhooks/…. What a source expects is read by sources/<source>.mjs, which exports
//   source   the folder's name
//   score(folder, { inspectMail, inspectWebhook, channelOf }) → rows, each
//     { what, n, hits, bar?, ruled: [{ name, why }], misses: [{ name, why }], stock: [{ library, hits }] }
//   `ruled` are cases that a rule of our own wins against the source's expectation; they are not counted in n.
// A source without such a file must only be read: no throw, a verdict for each, in time, in little memory.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../build.mjs';
import { ROOT } from '../running.mjs';
import { measureMails, speedOf } from './measure.mjs';
import { barOf, passes, printDetails, printTable } from './table.mjs';

const words = process.argv.slice(2);
const only = [];
let channelsFile = null;
let folder = null;
for (let word = words.shift(); word !== undefined; word = words.shift()) {
  if (word === '--only') only.push(words.shift());
  else if (word === '--channels') channelsFile = resolve(words.shift() ?? '');
  else folder = resolve(word);
}

if (folder === null || !existsSync(join(folder, 'email'))) {
  const why = folder === null ? 'no folder was named' : `there is no ${join(folder, 'email')}`;
  console.log(`corpus: skipped, ${why}. Usage: npm run corpus -- DIR`);
} else process.exitCode = await score(folder);

async function score(root) {
  if (channelsFile === null && !(await build({ ifStale: true, only: ['server'] }))) return 1;
  const channels = await import(pathToFileURL(channelsFile ?? join(ROOT, 'libs/channels/dist/index.js')).href);
  const wanted = (name) => only.length === 0 || only.includes(name);
  const folders = readdirSync(join(root, 'email'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rows = [];
  for (const { name } of folders.filter((entry) => wanted(entry.name))) {
    rows.push(await measureMails(name, join(root, 'email', name), channels));
  }
  for (const { source, score: scoreSource } of await expectations()) {
    const home = [join(root, 'email', source), join(root, source)].find((path) => existsSync(path));
    if (!home || !wanted(source)) continue;
    for (const row of await scoreSource(home, channels)) rows.push({ source, ...row, bar: barOf(row) });
  }
  rows.sort((a, b) => a.source.localeCompare(b.source));
  printDetails(rows);
  printTable(rows);
  if (only.length === 0) await speedOf(channels);
  return rows.every(passes) ? 0 : 1;
}

async function expectations() {
  const here = new URL('./sources/', import.meta.url);
  const files = readdirSync(here)
    .filter((name) => name.endsWith('.mjs'))
    .sort();
  return Promise.all(files.map((name) => import(new URL(name, here).href)));
}
