// The example of docs/channels/adding-one.md is a channel that works: taken from the page as it stands, and tried.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Channel } from './channel.js';
import { bytesOf, type Harness, startOutside } from './harness.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const guide = readFileSync(join(here, '../../../docs/channels/adding-one.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'otklik-guide-'));
const now = new Date('2026-11-22T10:00:00Z');
const code = [...guide.matchAll(/```ts\n(\/\/[\s\S]+?)```/g)].map((block) => block[1]!);
let channel: Channel;
let harness: Harness;

beforeAll(async () => {
  // It would stand in a folder beside the others: its imports are led there.
  const [index, world] = code.map((text) => text.replace(/from '\.\.\/([\w-]+)\.js'/g, `from '${here}$1.ts'`));
  writeFileSync(join(folder, 'index.ts'), index!);
  writeFileSync(join(folder, 'harness.ts'), world!);
  channel = ((await import(join(folder, 'index.ts'))) as { pigeon: Channel }).pigeon;
  harness = ((await import(join(folder, 'harness.ts'))) as { harness: Harness }).harness;
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is short', () => {
  expect(code).toHaveLength(2);
  expect(code.join('').split('\n').length).toBeLessThanOrEqual(250);
});

it('knows its own and understands it', async () => {
  const body = bytesOf(harness.customer.writes(7, 'Where is my parcel?', now));
  const request = { method: 'POST', path: '/', url: '', query: {}, headers: {}, body };
  const signed = { ...request, ...harness.webhook!.sign(body, harness.config, '', now) };
  const verdict = async (asked: typeof request) =>
    (await channel.verify(asked, harness.config, { now, fetch })).verdict;
  expect([await verdict(signed), await verdict(request)]).toEqual(['ok', 'refuse']);
  const [event] = await channel.normalise({ body, envelope: {} }, { config: {}, ownAddresses: [] });
  expect(event).toMatchObject({ kind: 'message', text: 'Where is my parcel?', conversation: harness.conversation });
});

it('sends', async () => {
  const outside = await startOutside(harness);
  const vendor = harness.outside as { settings(url: string): object };
  const config = { ...harness.config, ...vendor.settings(outside.url) };
  const message = {
    id: 'm',
    conversation: harness.conversation,
    text: 'On the roof.',
    html: null,
    files: [],
    card: null,
  };
  const rest = { replyToExternalId: null, locale: 'en', template: null, mail: null };
  const [part] = await channel.render({ ...message, ...rest }, config);
  const client = channel.client({
    config,
    fetch,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/h',
  });
  expect(await client.send(part!, harness.conversation)).toEqual({ externalId: expect.stringMatching(/^\d+$/) });
  expect(outside.seen.map((seen) => seen.text)).toEqual(['On the roof.']);
  await outside.stop();
});
