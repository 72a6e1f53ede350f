// First step of path A for VK: only who knows the secret, speaking for our community; its first question is answered at once.
import type { Config, Verification, VerifyWorld, WebhookRequest } from '../channel.js';
import { fieldsOf, idOf, parseExactly, textOf } from '../exact-json.js';
import { secretEquals } from '../secret-equals.js';
import { askConfirmationCode } from './confirmation.js';
import { callbackSecretOf, confirmationCodeOf, groupIdOf } from './settings.js';

const refuse = (reason: string): Verification => ({ verdict: 'refuse', reason });

export async function verify(request: WebhookRequest, config: Config, world: VerifyWorld): Promise<Verification> {
  if (request.method.toUpperCase() !== 'POST') return refuse('VK posts');
  const expected = callbackSecretOf(config);
  if (!expected) return refuse('this connection has no secret');
  const body = bodyOf(request.body);
  if (!body) return refuse('not JSON');
  // VK signs nothing: the secret itself stands in the body.
  const given = textOf(body.secret);
  if (!given) return refuse('no secret');
  if (!secretEquals(given, expected)) return refuse('wrong secret');
  if (idOf(body.group_id) !== groupIdOf(config)) return refuse('another community');
  if (body.type !== 'confirmation') return { verdict: 'ok' };
  const code = confirmationCodeOf(config) ?? (await askConfirmationCode(config, world.fetch));
  if (!code) return refuse('the confirmation string is not known');
  return { verdict: 'answer', status: 200, contentType: 'text/plain', body: code };
}

function bodyOf(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    return fieldsOf(parseExactly(bytes));
  } catch {
    return null;
  }
}
