// First step of path A for Telegram: only whoever was told the secret by our own setWebhook may speak.
import type { Config, Verification, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { webhookSecretOf } from './settings.js';

export function verify(request: WebhookRequest, config: Config): Verification {
  if (request.method.toUpperCase() !== 'POST') return { verdict: 'refuse', reason: 'Telegram posts' };
  const expected = webhookSecretOf(config);
  if (!expected) return { verdict: 'refuse', reason: 'this connection has no secret' };
  const given = request.headers['x-telegram-bot-api-secret-token'];
  if (!given) return { verdict: 'refuse', reason: 'no secret token' };
  return secretEquals(given, expected) ? { verdict: 'ok' } : { verdict: 'refuse', reason: 'wrong secret token' };
}
