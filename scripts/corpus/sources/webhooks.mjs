// Scores webhooks: did the adapter keep the ids, senders, words, files and receipts of each payload, and does it know a forgery.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparable, counting, filesIn, readJson } from '../expectations.mjs';
import { mayBeIgnored, wantedOf } from '../webhook-facts.mjs';

export const source = 'webhooks';

/** Whose payloads lie in which folder; what is no webhook of theirs (answers of an API, single objects) must at least not throw. */
const FOLDERS = {
  TelegramBots: 'telegram',
  pyTelegramBotAPI: 'telegram',
  teloxide: 'telegram',
  'line-bot-sdk-java': 'line',
  'max-bot-api-client-go': 'max',
  pywa: 'whatsapp',
  'whatsapp-business-java-api': 'whatsapp',
  restfb: 'messenger',
  'viber-bot-php': 'viber',
  vkbottle: 'vk',
  vksdk: 'vk',
  'java-slack-sdk': 'slack',
};
const WORLD = { config: {}, ownAddresses: [] };

export async function score(folder, { channelOf }) {
  const rows = new Map();
  const rowOf = (kind) => {
    if (!rows.has(kind)) rows.set(kind, counting(`facts, ${kind}`, 1));
    return rows.get(kind);
  };
  for (const [name, entry] of Object.entries(readJson(folder, 'expected-facts.json').files)) {
    const bytes = readFileSync(join(folder, name));
    // One file may hold many payloads by name.
    const cases = entry.channel
      ? [[name, bytes, entry]]
      : Object.entries(entry).map(([key, facts]) => [
          `${name}#${key}`,
          Buffer.from(JSON.stringify(JSON.parse(bytes)[key])),
          facts,
        ]);
    for (const [label, body, facts] of cases) {
      const row = rowOf(facts.channel);
      const channel = channelOf(facts.channel);
      const why = channel ? await whatIsLost(channel, body, facts) : 'not there yet';
      row.check(label, why === null, why);
    }
  }
  return [
    ...[...rows.values()].map(({ row }) => row),
    await anyBody(folder, channelOf),
    await signatures(folder, channelOf),
  ];
}

/** What of the expected facts the adapter lost; null when nothing. */
async function whatIsLost(channel, body, facts) {
  const once = await channel.normalise({ body, envelope: {} }, WORLD);
  const again = await channel.normalise({ body, envelope: {} }, WORLD);
  if (`${once.map((each) => each.externalId)}` !== `${again.map((each) => each.externalId)}`)
    return 'another key each time';
  for (const expected of facts.events ?? [facts]) {
    const wanted = wantedOf(facts.channel, expected);
    if (wanted.echo) {
      if (once.every((each) => each.kind === 'ignored')) continue;
      return 'our own echo is taken for news';
    }
    const reasons = once.map((event) => lostIn(event, wanted, facts.channel, expected));
    if (!reasons.includes(null)) return reasons[0] ?? 'no event at all';
  }
  return null;
}

function lostIn(event, wanted, channel, expected) {
  if (event.externalId === '') return 'no key of deduplication';
  if (event.kind === 'ignored') {
    if (!event.reason) return 'ignored without a reason';
    return mayBeIgnored(channel, expected) ? null : `ignored: ${event.reason}`;
  }
  const { id, sender, text, files, fileKinds, status, replyTo, payload, kinds } = wanted;
  if (kinds && !kinds.includes(event.kind)) return `${event.kind} instead of ${kinds.join(' or ')}`;
  if (id && !`${event.externalId} ${event.replyTo ?? ''}`.includes(id)) return `id ${id} is lost: ${event.externalId}`;
  if (sender && ![event.sender.id, event.conversation, event.sender.phone].some((each) => same(each, sender)))
    return `sender ${sender} is lost: ${event.sender.id}`;
  if (text && !comparable(event.text).includes(comparable(text)) && event.kind !== 'button')
    return `text is lost: ${event.text}`;
  if (files > event.attachments.length) return `${files} files, ${event.attachments.length} seen`;
  const kindsSeen = event.attachments.map((each) => each.kind);
  if (files > 0 && !fileKinds.every((kind) => kindsSeen.includes(kind) || kindsSeen.some((each) => alike(kind, each))))
    return `files are ${kindsSeen} instead of ${fileKinds}`;
  if (status && event.status !== status) return `status ${event.status} instead of ${status}`;
  if (replyTo && !(event.replyTo ?? '').includes(replyTo)) return `what it answers is lost: ${event.replyTo}`;
  if (payload && event.button?.data !== payload && !event.text.includes(payload) && event.text === '')
    return `payload is lost: ${event.button?.data}`;
  return null;
}

const same = (seen, expected) =>
  seen === expected || (/^\+?\d+$/.test(seen ?? '') && seen.replace('+', '') === expected.replace('+', ''));
const ALIKE = [
  ['image', 'photo'],
  ['audio', 'voice', 'music'],
  ['file', 'document'],
  ['video', 'animation'],
  ['sticker', 'image'],
];
const alike = (a, b) => ALIKE.some((group) => group.includes(a) && group.includes(b));

/** Every other body in these folders: read without a throw, as events with keys or as ignored with a reason. */
async function anyBody(folder, channelOf) {
  const row = counting('read, without a throw', 1);
  for (const name of filesIn(folder).filter((each) => each.endsWith('.json'))) {
    const channel = channelOf(FOLDERS[name.split('/')[0]] ?? '');
    if (!channel) continue;
    const fault = await faultIn(channel, readFileSync(join(folder, name)));
    row.check(name, fault === null, fault);
  }
  return row.row;
}

async function faultIn(channel, body) {
  try {
    const events = await channel.normalise({ body, envelope: {} }, WORLD);
    return events.some((each) => each.kind === 'ignored' && !each.reason) ? 'ignored without a reason' : null;
  } catch (error) {
    return `threw ${error.message}`;
  }
}

/** The vendor's secret goes into every secret field: the vectors do not say how ours is called. */
async function signatures(folder, channelOf) {
  const row = counting('signature vectors', 1);
  for (const [at, vector] of readJson(folder, 'signature-vectors.json').entries()) {
    const label = `${at} ${vector.channel}`;
    const channel = channelOf(vector.channel) ?? (vector.channel === 'mailgun' ? channelOf('email') : null);
    if (!channel) row.check(label, false, 'not there yet');
    else {
      const seen = await channel.verify(requestOf(vector), configOf(channel, vector), worldOf(vector));
      row.check(label, (seen.verdict !== 'refuse') === vector.valid, `${seen.verdict} ${seen.reason ?? ''}`);
      const forged = {
        ...vector,
        signature: vector.signature.replace(/[0-9a-zA-Z]/, (char) => (char === '1' ? '2' : '1')),
      };
      const then = await channel.verify(requestOf(forged), configOf(channel, vector), worldOf(vector));
      row.check(`${label}, forged`, then.verdict === 'refuse', then.verdict);
    }
  }
  return row.row;
}

function requestOf(vector) {
  const url = new URL(vector.url ?? 'https://desk.example/hooks/x/y');
  const form =
    vector.channel === 'mailgun'
      ? new URLSearchParams({
          timestamp: vector.timestamp,
          token: vector.token,
          signature: vector.signature,
        }).toString()
      : vector.params && new URLSearchParams(vector.params).toString();
  const headers = { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' };
  if (vector.header) headers[vector.header.toLowerCase()] = vector.signature;
  if (vector.channel === 'slack') headers['x-slack-request-timestamp'] = vector.timestamp;
  return {
    method: 'POST',
    path: url.pathname,
    url: url.href,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: Buffer.from(vector.body ?? form ?? ''),
  };
}

function configOf(channel, vector) {
  const secrets = channel.configSchema
    .filter((field) => field.type === 'secret')
    .map((field) => [field.name, vector.secret]);
  return { ...Object.fromEntries(secrets), inbound: 'webhook', provider: vector.channel };
}

const worldOf = (vector) => ({
  now: vector.timestamp ? new Date(Number(vector.timestamp) * 1000 + 1000) : new Date(),
  fetch: () => Promise.reject(new Error('a signature is checked without the network here')),
});
