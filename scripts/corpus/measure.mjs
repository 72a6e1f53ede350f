// Part of scoring the corpus: every mail is read, with a verdict, in time and in little memory; and how fast all of them are.
import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import PostalMime from 'postal-mime';
import { mailsBelow } from './expectations.mjs';

const MOST_MS = 1000;
const MOST_MB = 64;
const MB = 1024 * 1024;
/** Smaller mails are not preceded by a collection: it would take longer than all the rest. */
const LARGE = 32 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** One row: each file below the folder is read once; a hit has a verdict and keeps the limits. */
export async function measureMails(source, folder, { inspectMail }) {
  const misses = [];
  let slowest = { ms: 0, name: '' };
  let hungriest = { mb: 0, name: '' };
  const names = mailsBelow(folder);
  // What is loaded and compiled once is no mail's fault.
  inspectMail(COMMON, 'common');
  for (const name of names) {
    const bytes = readFileSync(`${folder}/${name}`);
    const look = () => measured(() => inspectMail(bytes, name), bytes.length > LARGE);
    const first = look();
    // A busy machine gets a second chance, a slow mail does not profit by it.
    const { ms, mb, seen, fault } = first.ms > MOST_MS ? look() : first;
    if (ms > slowest.ms) slowest = { ms, name };
    if (mb > hungriest.mb) hungriest = { mb, name };
    if (fault) misses.push({ name, why: `threw ${fault.message}` });
    else if (!['accept', 'drop', 'quarantine'].includes(seen.verdict)) misses.push({ name, why: 'no verdict' });
    else if (/^unreadable/.test(seen.reason ?? '')) misses.push({ name, why: seen.reason });
    else if (ms > MOST_MS) misses.push({ name, why: `took ${ms.toFixed(0)} ms` });
    else if (mb > MOST_MB) misses.push({ name, why: `took ${mb.toFixed(0)} MB` });
  }
  const worst = `worst ${slowest.ms.toFixed(0)} ms (${slowest.name}), ${hungriest.mb.toFixed(0)} MB extra (${hungriest.name})`;
  return {
    source,
    what: 'read, with a verdict',
    n: names.length,
    hits: names.length - misses.length,
    bar: 1,
    ruled: [],
    misses,
    stock: [],
    note: worst,
  };
}

function measured(read, large) {
  if (large) collect();
  const memory = peak();
  const began = performance.now();
  let seen = null;
  let fault = null;
  try {
    seen = read();
  } catch (error) {
    fault = error;
  }
  const ms = performance.now() - began;
  return { ms, mb: memory() / MB, seen, fault };
}

/** Begins to watch memory; the answer is the highest extra since then, in bytes. Linux tells the peak; elsewhere the heap must do. */
function peak() {
  const resident = statusOf('VmRSS');
  if (resident !== null && resetPeak()) return () => Math.max(0, (statusOf('VmHWM') ?? resident) - resident);
  const before = used();
  return () => Math.max(0, used() - before);
}

function resetPeak() {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return true;
  } catch {
    return false;
  }
}

function statusOf(field) {
  try {
    const line = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'latin1'));
    return line ? Number(line[1]) * 1024 : null;
  } catch {
    return null;
  }
}

function used() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A mail as most are: two kilobytes, text and HTML. */
const COMMON = Buffer.from(
  [
    'From: Anna <anna@mail.example>\r\nTo: support@shop.example\r\nSubject: =?utf-8?B?0JfQsNC60LDQtw==?=\r\nMIME-Version: 1.0',
    'Date: Sun, 22 Nov 2026 10:00:00 +0300\r\nMessage-ID: <1@mail.example>\r\nContent-Type: multipart/alternative; boundary=b\r\n',
    `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${'Where is my order? It was due yesterday.\r\n'.repeat(10)}`,
    `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${'<p>Where is my order? It was due yesterday.</p>\r\n'.repeat(10)}--b--\r\n`,
  ].join('\r\n'),
);

/** Prints how many common mails a second are read, by us to the end and by postal-mime as a tree. */
export async function speedOf({ inspectMail }) {
  const ours = await rate(() => inspectMail(COMMON, 'common'));
  const theirs = await rate(() => PostalMime.parse(COMMON));
  console.log(
    `\nA common mail: ${ours} a second understood (reply, language, safe HTML); postal-mime only parses ${theirs}.`,
  );
}

async function rate(read) {
  for (let i = 0; i < 200; i++) await read();
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < 1000) {
    await read();
    count++;
  }
  return Math.round(count / ((performance.now() - began) / 1000));
}
