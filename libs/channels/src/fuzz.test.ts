// A few thousand mails and webhooks that nobody would send, thrown at every channel; `npm run fuzz` throws as many as one likes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { fuzz } from '../../../scripts/fuzz/run.mjs';
import type { Harness } from './harness.js';
import { channelOf, channels, inspectMail } from './index.js';

const CASES = 2000;
/** The same everywhere, so that a fault here is a fault of what was changed; the long run draws a new one each time. */
const seed = 20261122;
const here = fileURLToPath(new URL('.', import.meta.url));

it(`survives ${CASES} cases (seed ${seed})`, async () => {
  const targets: Parameters<typeof fuzz>[0]['channels'] = [];
  for (const kind of Object.keys(channels)) {
    const { harness } = (await import(`./${kind}/harness.js`)) as { harness: Harness };
    const folder = join(here, kind, 'fixtures');
    const names = readdirSync(folder).filter((name) => /\.in\.\w+$/.test(name));
    const fixtures = names.map((name) => readFileSync(join(folder, name)));
    targets.push({ channel: channelOf(kind)!, config: harness.config, ownAddress: harness.ownAddress, fixtures });
  }
  const { cases, failure } = await fuzz({ channels: targets, inspectMail, cases: CASES, seed });
  expect(failure).toBeNull();
  expect(cases).toBe(CASES);
}, 300_000);
