// Both paths of the API channel: who knows the secret signs the moment and the body, and an old signature is worth nothing.
import { createHmac } from 'node:crypto';
import type { Config, Verification, VerifyWorld, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { secretOf } from './settings.js';

export const SIGNATURE = 'x-otklik-signature';
/** Older or younger than so many seconds, a call may be a recording. */
const PATIENCE_SECONDS = 300;

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` */
export function sign(body: Uint8Array | string, secret: string, now: Date): string {
  const moment = String(Math.floor(now.getTime() / 1000));
  return `t=${moment},v1=${mac(moment, body, secret)}`;
}

export function verify(request: WebhookRequest, config: Config, world: VerifyWorld): Verification {
  if (request.method.toUpperCase() !== 'POST') return { verdict: 'refuse', reason: 'post it' };
  const secret = secretOf(config);
  if (!secret) return { verdict: 'refuse', reason: 'this connection has no secret' };
  const given = (request.headers[SIGNATURE] ?? '').split(',').map((part) => part.trim().split('='));
  const moment = given.find(([name]) => name === 't')?.[1];
  const signatures = given.filter(([name]) => name === 'v1').map(([, value]) => value ?? '');
  if (!moment || signatures.length === 0) return { verdict: 'refuse', reason: 'no signature' };
  const away = Math.abs(world.now.getTime() / 1000 - Number(moment));
  if (!(away <= PATIENCE_SECONDS)) return { verdict: 'refuse', reason: 'signed too long ago' };
  const expected = mac(moment, request.body, secret);
  // Two may stand there while a secret is being changed.
  const right = signatures.slice(0, 5).map((each) => secretEquals(each.toLowerCase(), expected));
  return right.includes(true) ? { verdict: 'ok' } : { verdict: 'refuse', reason: 'wrong signature' };
}

const mac = (moment: string, body: Uint8Array | string, secret: string): string =>
  createHmac('sha256', secret).update(`${moment}.`).update(body).digest('hex');
