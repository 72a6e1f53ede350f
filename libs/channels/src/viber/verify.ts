// First step of path A for Viber: the body is signed with the bot's token.
import { createHmac } from 'node:crypto';
import type { Config, Verification, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { authTokenOf } from './settings.js';

export function verify(request: WebhookRequest, config: Config): Verification {
  if (request.method.toUpperCase() !== 'POST') return { verdict: 'refuse', reason: 'Viber posts' };
  const token = authTokenOf(config);
  if (!token) return { verdict: 'refuse', reason: 'this connection has no token' };
  const given = request.headers['x-viber-content-signature'];
  if (!given) return { verdict: 'refuse', reason: 'no signature' };
  const expected = createHmac('sha256', token).update(request.body).digest('hex');
  return secretEquals(given.toLowerCase(), expected)
    ? { verdict: 'ok' }
    : { verdict: 'refuse', reason: 'wrong signature' };
}
