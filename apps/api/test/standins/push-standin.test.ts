// The push service of the stories opens with a browser's keys what the desk has sealed for it.
import { createECDH, randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { MAX_PUSH_BYTES, sealPush } from '../../src/notify/web-push.js';
import { openPush } from './push-standin.js';

it.each(['', 'Новый ответ', 'x'.repeat(255), 'x'.repeat(256), 'x'.repeat(MAX_PUSH_BYTES)])('opens again', (text) => {
  const ecdh = createECDH('prime256v1');
  const p256dh = ecdh.generateKeys().toString('base64url');
  const auth = randomBytes(16).toString('base64url');
  expect(openPush(sealPush({ p256dh, auth }, text), ecdh, auth)).toBe(text);
});
