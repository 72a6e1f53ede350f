// First step of path A for Slack: the body and its moment signed with the app's secret; then the handshake of a new address.
import { createHmac } from 'node:crypto';
import type { Config, Verification, VerifyWorld, WebhookRequest } from '../channel.js';
import { fieldsOf, parseExactly, textOf } from '../exact-json.js';
import { secretEquals } from '../secret-equals.js';
import { signingSecretOf } from './settings.js';

/** An older call may be a recording of one. */
const PATIENCE_SECONDS = 300;

export function verify(request: WebhookRequest, config: Config, world: VerifyWorld): Verification {
  if (request.method.toUpperCase() !== 'POST') return { verdict: 'refuse', reason: 'Slack posts' };
  const secret = signingSecretOf(config);
  if (!secret) return { verdict: 'refuse', reason: 'this connection has no signing secret' };
  const given = request.headers['x-slack-signature'];
  const moment = request.headers['x-slack-request-timestamp'];
  if (!given || !moment) return { verdict: 'refuse', reason: 'no signature' };
  const away = Math.abs(world.now.getTime() / 1000 - Number(moment));
  if (!(away <= PATIENCE_SECONDS)) return { verdict: 'refuse', reason: 'signed too long ago' };
  const expected = createHmac('sha256', secret).update(`v0:${moment}:`).update(request.body).digest('hex');
  if (!secretEquals(given, `v0=${expected}`)) return { verdict: 'refuse', reason: 'wrong signature' };
  const challenge = challengeIn(request.body);
  return challenge === null
    ? { verdict: 'ok' }
    : { verdict: 'answer', status: 200, contentType: 'text/plain', body: challenge };
}

/** Slack asks a new address to repeat its word. */
function challengeIn(body: Uint8Array): string | null {
  try {
    const fields = fieldsOf(parseExactly(body));
    return fields?.type === 'url_verification' ? textOf(fields.challenge) : null;
  } catch {
    return null;
  }
}
