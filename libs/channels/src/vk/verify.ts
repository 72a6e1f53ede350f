// First step of path A for VK: only who knows the secret, speaking for our community; its first question is answered at once.
import type { Config, Verification, VerifyWorld, WebhookRequest } from '../channel.js';
import { fieldsOf, idOf, parseExactly, textOf } from '../exact-json.js';
import { secretEquals } from '../secret-equals.js';
import { askConfirmationCode } from './confirmation.js';
import { callbackSecretOf, confirmationCodeOf, groupIdOf, hasTypedSecret } from './settings.js';

const refuse = (reason: string): Verification => ({ verdict: 'refuse', reason });

export async function verify(request: WebhookRequest, config: Config, world: VerifyWorld): Promise<Verification> {
  if (request.method.toUpperCase() !== 'POST') return refuse('VK posts');
  const body = bodyOf(request.body);
  if (!body) return refuse('not JSON');
  const expected = callbackSecretOf(config);
  // VK signs nothing: the secret itself stands in the body.
  const given = textOf(body.secret);
  const ours = idOf(body.group_id) === groupIdOf(config);
  const typed = confirmationCodeOf(config);
  // Set up by hand, VK may ask before it was told a secret. The string proves us to VK and is of use to nobody else.
  if (body.type === 'confirmation' && ours && typed && !given && !hasTypedSecret(config)) return answer(typed);
  if (!expected) return refuse('this connection has no secret');
  if (!given) return refuse('no secret');
  if (!secretEquals(given, expected)) return refuse('wrong secret');
  if (!ours) return refuse('another community');
  if (body.type !== 'confirmation') return { verdict: 'ok' };
  const code = typed ?? (await askConfirmationCode(config, world.fetch));
  return code ? answer(code) : refuse('the confirmation string is not known');
}

const answer = (body: string): Verification => ({ verdict: 'answer', status: 200, contentType: 'text/plain', body });

function bodyOf(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    return fieldsOf(parseExactly(bytes));
  } catch {
    return null;
  }
}
