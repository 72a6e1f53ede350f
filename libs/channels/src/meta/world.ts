// For the tests: what the vendors' worlds of WhatsApp, Messenger and Instagram have in common.
import type { Config, WebhookRequest } from '../channel.js';
import type { Answer, Harness, Outcome } from '../harness.js';
import { signatureOf } from './webhook.js';

const HEADER = 'x-hub-signature-256';

export const signedByMeta: Pick<NonNullable<Harness['webhook']>, 'sign' | 'signsBody' | 'forged'> = {
  sign: (body: Uint8Array, config: Config): Partial<WebhookRequest> => ({
    headers: { [HEADER]: `sha256=${signatureOf(body, String(config.appSecret))}` },
  }),
  signsBody: true,
  forged: [
    { headers: {} },
    { headers: { [HEADER]: 'sha256=' } },
    { headers: { [HEADER]: `sha256=${'0'.repeat(64)}` } },
    { headers: { [HEADER]: `sha1=${'0'.repeat(40)}` } },
    { method: 'PUT' },
    { method: 'GET', query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'guessed', 'hub.challenge': '1' } },
    { method: 'GET', query: { 'hub.mode': 'unsubscribe', 'hub.verify_token': 'our own word', 'hub.challenge': '1' } },
    { method: 'GET', query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'our own word', 'hub.challenge': '<b>' } },
  ],
};

export const graphHandshakes = (verifyToken: string) => [
  {
    request: {
      method: 'GET',
      query: { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': '1158201444' },
    },
    answer: '1158201444',
  },
];

/** A send's answer, or the refusal for the outcome. */
export function graphAnswer(
  outcome: Exclude<Outcome, 'silent'>,
  faults: Record<Exclude<Outcome, 'silent' | 'ok'>, readonly [status: number, error: object]>,
  sent: unknown,
): Answer {
  if (outcome === 'ok') return { status: 200, body: sent };
  const [status, error] = faults[outcome];
  return { status, body: { error: { type: 'OAuthException', fbtrace_id: 'AbC', ...error } } };
}
