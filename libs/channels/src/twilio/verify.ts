// First step of path A for Twilio: the address, and every field of the form, signed with the account's Auth Token.
import { createHash, createHmac } from 'node:crypto';
import type { Config, Verification, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { authTokenOf } from './settings.js';

export function verify(request: WebhookRequest, config: Config): Verification {
  if (request.method.toUpperCase() !== 'POST')
    return { verdict: 'refuse', reason: 'choose HTTP POST for the webhook in the Twilio Console' };
  const token = authTokenOf(config);
  if (!token) return { verdict: 'refuse', reason: 'this connection has no Auth Token' };
  const given = request.headers['x-twilio-signature'];
  if (!given) return { verdict: 'refuse', reason: 'no signature' };
  const bodyHash = request.query.bodySHA256;
  if (bodyHash !== undefined) {
    const found = createHash('sha256').update(request.body).digest('hex');
    if (!secretEquals(bodyHash.toLowerCase(), found)) return { verdict: 'refuse', reason: 'another body was signed' };
  }
  // What is not a form is signed by its hash in the address alone.
  const fields = bodyHash === undefined ? fieldsAsSigned(new TextDecoder().decode(request.body)) : '';
  const right = addressesOf(request.url).map((url) =>
    secretEquals(
      given,
      createHmac('sha1', token)
        .update(url + fields)
        .digest('base64'),
    ),
  );
  return right.includes(true) ? { verdict: 'ok' } : { verdict: 'refuse', reason: 'wrong signature' };
}

/** Names and values in the order of the names; a name that comes twice with its different values in their order. */
function fieldsAsSigned(form: string): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(form)) {
    const known = values.get(name) ?? new Set<string>();
    values.set(name, known.add(value));
  }
  return [...values.keys()]
    .sort()
    .map((name) =>
      [...values.get(name)!]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('');
}

/** Twilio signs with or without the port, whatever was configured. */
function addressesOf(told: string): string[] {
  const parts = /^(https?):\/\/((?:[^/?#@]*@)?)([^/?#:]+|\[[^\]]*\])(?::\d+)?([/?#].*)?$/i.exec(told);
  if (!parts) return [told];
  const [, scheme = '', user = '', host = '', rest = ''] = parts;
  const port = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  return [told, `${scheme}://${user}${host}${rest}`, `${scheme}://${user}${host}${port}${rest}`];
}
