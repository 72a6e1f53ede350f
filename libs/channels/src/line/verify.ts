// First step of path A for LINE: only who knows the channel secret may speak.
import { createHmac } from 'node:crypto';
import type { Config, Verification, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { channelSecretOf } from './settings.js';

export function verify(request: WebhookRequest, config: Config): Verification {
  if (request.method.toUpperCase() !== 'POST') return { verdict: 'refuse', reason: 'LINE posts' };
  const secret = channelSecretOf(config);
  if (!secret) return { verdict: 'refuse', reason: 'this connection has no channel secret' };
  const given = request.headers['x-line-signature'];
  if (!given) return { verdict: 'refuse', reason: 'no signature' };
  const expected = createHmac('sha256', secret).update(request.body).digest('base64');
  return secretEquals(given, expected) ? { verdict: 'ok' } : { verdict: 'refuse', reason: 'wrong signature' };
}
