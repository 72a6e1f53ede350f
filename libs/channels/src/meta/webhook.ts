// First step of path A for WhatsApp, Messenger and Instagram: Meta signs the raw bytes with the app secret, and asks once who we are.
import { createHmac } from 'node:crypto';
import type { Config, Verification, WebhookRequest } from '../channel.js';
import { secretEquals } from '../secret-equals.js';
import { filled } from './settings.js';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** POST: X-Hub-Signature-256 is the HMAC-SHA256 of the body by the app secret. GET: the handshake, by the verify token. */
export function verifyMeta(request: WebhookRequest, config: Config): Verification {
  const method = request.method.toUpperCase();
  if (method === 'GET') return handshake(request.query, config);
  if (method !== 'POST') return { verdict: 'refuse', reason: 'Meta posts' };
  const secret = filled(config.appSecret);
  if (!secret) return { verdict: 'refuse', reason: 'this connection has no app secret' };
  const [, given] = SIGNATURE.exec(request.headers['x-hub-signature-256'] ?? '') ?? [];
  if (!given) return { verdict: 'refuse', reason: 'no X-Hub-Signature-256' };
  return secretEquals(given, signatureOf(request.body, secret))
    ? { verdict: 'ok' }
    : { verdict: 'refuse', reason: 'wrong signature' };
}

/** Hexadecimal, lower case. */
export const signatureOf = (body: Uint8Array, appSecret: string): string =>
  createHmac('sha256', appSecret).update(body).digest('hex');

function handshake(query: Record<string, string>, config: Config): Verification {
  const expected = filled(config.verifyToken);
  const challenge = query['hub.challenge'] ?? '';
  if (query['hub.mode'] !== 'subscribe') return { verdict: 'refuse', reason: 'no handshake' };
  if (!expected) return { verdict: 'refuse', reason: 'this connection has no verify token' };
  if (!secretEquals(query['hub.verify_token'] ?? '', expected))
    return { verdict: 'refuse', reason: 'wrong verify token' };
  // It is said back on our own address: nothing but the number that Meta sends.
  if (!/^[\w.-]{1,256}$/.test(challenge)) return { verdict: 'refuse', reason: 'a strange challenge' };
  return { verdict: 'answer', status: 200, contentType: 'text/plain', body: challenge };
}
