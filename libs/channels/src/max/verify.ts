// First step of path A for MAX: only whoever was told the secret by our own subscription may speak.
import type { Config, Verification, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { webhookSecretOf } from './settings.js';

export function verify(request: WebhookRequest, config: Config): Verification {
  if (request.method.toUpperCase() !== 'POST') return { verdict: 'refuse', reason: 'MAX posts' };
  const expected = webhookSecretOf(config);
  if (!expected) return { verdict: 'refuse', reason: 'this connection has no secret' };
  const given = request.headers['x-max-bot-api-secret'];
  if (!given) return { verdict: 'refuse', reason: 'no secret' };
  return secretEquals(given, expected) ? { verdict: 'ok' } : { verdict: 'refuse', reason: 'wrong secret' };
}
