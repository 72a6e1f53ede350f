// The fuzz run itself: batch after batch of what was never sent, and nothing may throw, take a second, or be kept in memory.
import fc from 'fast-check';
import { mails } from './mails.mjs';
import { outgoing, webhooks } from './webhooks.mjs';

const SLOWEST_MS = 1000;
const MORE_HEAP = 96 * 2 ** 20;
const BATCH = 500;
const KINDS = new Set([
  'message',
  'edit',
  'delete',
  'receipt',
  'typing',
  'reaction',
  'button',
  'blocked',
  'joined',
  'ignored',
]);

/**
 * `targets`: as targets.mjs makes them; `collect`: empties the heap, or null; `begins`: hears each case.
 * @returns { cases, slowest: { ms, kind, body }, heap: { first, last }, failure: null | { kind, why, seed, path, body } }
 */
export async function fuzz({
  targets,
  inspectMail,
  cases,
  seed,
  collect = null,
  begins = () => undefined,
  say = () => undefined,
}) {
  const result = {
    cases: 0,
    byKind: {},
    slowest: { ms: 0, kind: '', body: '' },
    heap: { first: 0, last: 0 },
    failure: null,
  };
  const properties = propertiesOf(targets, inspectMail);
  const share = properties.reduce((sum, { weight }) => sum + weight, 0);
  for (let batch = 0; result.cases < cases && !result.failure; batch++) {
    for (const { kind, weight, arbitrary, run } of properties) {
      const numRuns = Math.min(
        Math.max(1, Math.round((Math.min(BATCH * properties.length, cases) * weight) / share)),
        cases - result.cases,
      );
      if (numRuns <= 0) break;
      const failure = await check({ kind, arbitrary, run, begins }, { numRuns, seed: seed + batch }, result);
      result.cases += numRuns;
      result.byKind[kind] = (result.byKind[kind] ?? 0) + numRuns;
      if (failure) {
        result.failure = failure;
        break;
      }
    }
    if (collect) {
      collect();
      const heap = process.memoryUsage().heapUsed;
      // The first rounds fill tables and caches once.
      if (batch <= 2) result.heap.first = heap;
      result.heap.last = heap;
      if (heap > result.heap.first + MORE_HEAP)
        result.failure = { kind: 'memory', why: `${mb(heap)} MB are kept`, seed, path: '', body: '' };
    }
    say(result);
    // What was said leaves a thread only between two turns.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return result;
}

async function check({ kind, arbitrary, run, begins }, settings, result) {
  const property = fc.asyncProperty(arbitrary, async (given) => {
    begins(given);
    const began = worked();
    const fault = await run(given);
    const ms = worked() - began;
    if (ms > result.slowest.ms) result.slowest = { ms, kind, body: shown(given).slice(0, 120) };
    if (fault) throw new Error(fault);
    // What is slow is slow again, once everything is compiled.
    if (ms > SLOWEST_MS) {
      const again = worked();
      await run(given);
      const second = worked() - again;
      if (second > SLOWEST_MS) throw new Error(`it took ${Math.round(ms)} ms, and ${Math.round(second)} ms again`);
    }
  });
  const details = await fc.check(property, { ...settings, interruptAfterTimeLimit: 120_000 });
  if (!details.failed || details.counterexample === null) return null;
  const [given] = details.counterexample;
  const why = String(details.errorInstance?.stack ?? details.errorInstance).slice(0, 1500);
  return { kind, why, seed: details.seed, path: details.counterexamplePath, body: shown(given).slice(0, 4000) };
}

/** Milliseconds of this process alone: a busy machine is not what is looked for. */
function worked() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const shown = (given) => JSON.stringify(given instanceof Uint8Array ? Buffer.from(given).toString('latin1') : given);

function propertiesOf(targets, inspectMail) {
  return targets.flatMap(({ name, channel, config, ownAddress, isMail, fixtures }) => {
    const context = { config, ownAddresses: ownAddress ? [ownAddress] : [] };
    const incoming = {
      kind: name,
      weight: isMail ? 10 : 2,
      arbitrary: isMail ? mails(fixtures) : webhooks(fixtures),
      run: async (body) => {
        const envelope = isMail ? MAIL : { 'content-type': typeOf(body) };
        const events = await channel.normalise({ body, envelope }, context);
        // The same reading once more, as the terminal shows it; for the short ones, to be timed fairly.
        if (isMail && body.length < 5000) {
          const mail = inspectMail(body, 'x');
          if (!['accept', 'drop', 'quarantine'].includes(mail.verdict)) return `no verdict: ${mail.verdict}`;
          if (mail.reason?.startsWith('unreadable')) return mail.reason;
        }
        if (!isMail) await refuses(channel, config, body);
        return Array.isArray(events) ? events.map(fault).find(Boolean) : 'no list of events';
      },
    };
    const rendering = {
      kind: `${name}, out`,
      weight: 0.25,
      arbitrary: outgoing,
      run: async (known) => {
        const files = known.files.map((file) => ({ ...file, read: async () => new Uint8Array() }));
        const parts = await channel.render({ ...blank, ...known, files }, config);
        return Array.isArray(parts) ? null : 'no list of parts';
      },
    };
    return channel.kind === 'email' ? [incoming] : [incoming, rendering];
  });
}

const MAIL = { from: 'anna@mail.example', to: ['support@shop.example'] };
const typeOf = (body) => (/^\s*[[{]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded');

const blank = {
  id: '01930000-0000-7000-8000-000000000001',
  conversation: '5001',
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
};

/** A call that nobody signed is refused, whatever it says; the secrets are others than those that stand in the fixtures. */
async function refuses(channel, config, body) {
  const headers = { 'content-type': 'application/json' };
  const request = {
    method: 'POST',
    path: '/hooks/x/y',
    url: 'https://desk.example/hooks/x/y',
    query: {},
    headers,
    body,
  };
  const world = { now: new Date(), fetch: () => Promise.reject(new Error('no network')) };
  const secrets = channel.configSchema
    .filter((field) => field.type === 'secret')
    .map(({ name }) => [name, `other ${name}`]);
  const { verdict } = await channel.verify(request, { ...config, ...Object.fromEntries(secrets) }, world);
  if (verdict === 'ok') throw new Error('an unsigned call was taken');
}

/** What is wrong with an event; undefined: nothing. */
function fault(event) {
  if (!KINDS.has(event.kind)) return `no such kind: ${event.kind}`;
  if (event.kind === 'ignored' && !event.reason) return 'ignored without a reason';
  if (event.at !== null && Number.isNaN(Date.parse(event.at))) return `no moment: ${event.at}`;
  for (const [name, value] of Object.entries({ ...event, ...event.sender })) {
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
      return `${name} holds what no database takes`;
  }
  for (const name of ['externalId', 'conversation', 'text'])
    if (typeof event[name] !== 'string') return `${name} is no text`;
  if (typeof event.sender?.id !== 'string') return 'the sender has no id';
  // A mail is put aside by its verdict.
  const taken = event.kind === 'message' && (event.mail === null || event.mail.verdict === 'accept');
  if (taken && (event.externalId === '' || event.conversation === '')) return 'a message without its name or place';
  if (!event.attachments.every((file) => typeof file.name === 'string' && typeof file.contentType === 'string'))
    return 'a file without its name';
  return undefined;
}

export const mb = (bytes) => Math.round(bytes / 2 ** 20);
