// A few thousand mails and webhooks that nobody would send, thrown at every channel; `npm run fuzz` throws as many as one likes.
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { fuzz } from '../../../scripts/fuzz/run.mjs';
import { targetsOf } from '../../../scripts/fuzz/targets.mjs';
import type { Harness } from './harness.js';
import { channels, inspectMail } from './index.js';

const CASES = 2000;
/** The same everywhere, so that a fault here is a fault of what was changed; the long run draws a new one each time. */
const seed = 20261122;

it(`survives ${CASES} cases (seed ${seed})`, async () => {
  const targets = await targetsOf({
    registry: channels,
    harnessOf: async (kind) => ((await import(`./${kind}/harness.js`)) as { harness: Harness }).harness,
    sources: fileURLToPath(new URL('.', import.meta.url)),
  });
  const { cases, failure } = await fuzz({ targets, inspectMail, cases: CASES, seed });
  expect(failure).toBeNull();
  expect(cases).toBe(CASES);
}, 300_000);
