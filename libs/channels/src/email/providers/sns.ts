// Amazon SNS (path A), the carrier of SES: its signature is checked with a certificate that only Amazon's own host may give.
import { createVerify, X509Certificate } from 'node:crypto';
import type { Config, Verification, VerifyWorld, WebhookRequest } from '../../channel.js';
import { fieldsOf } from '../../exact-json.js';
import { refuse } from './posted.js';

export interface SnsMessage {
  Type: string;
  MessageId: string;
  TopicArn: string;
  Message: string;
  Timestamp: string;
  SignatureVersion: string;
  Signature: string;
  SigningCertURL: string;
  Subject?: string;
  Token?: string;
  SubscribeURL?: string;
}

const HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/;
/** By documentation the fields that are signed, in this order, each as its name and its value on lines of their own. */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;
const NEEDED = ['Type', 'MessageId', 'TopicArn', 'Message', 'Timestamp', 'Signature', 'SigningCertURL'] as const;

/** null for what is no message of SNS. */
export function snsMessage(body: Uint8Array): SnsMessage | null {
  try {
    const fields = fieldsOf(JSON.parse(Buffer.from(body).toString('utf8')));
    if (!fields || NEEDED.some((name) => typeof fields[name] !== 'string')) return null;
    return { ...(fields as unknown as SnsMessage), SignatureVersion: String(fields.SignatureVersion) };
  } catch {
    return null;
  }
}

/** Certificates by address; a handful in all the world. */
const certificates = new Map<string, { certificate: X509Certificate; until: number }>();
const KEEP_MS = 24 * 3_600_000;

export async function verifySns(
  { method, body }: WebhookRequest,
  config: Config,
  world: VerifyWorld,
): Promise<Verification> {
  if (method !== 'POST') return refuse('not a POST');
  const message = snsMessage(body);
  if (!message) return refuse('not a message of SNS');
  const topics = Array.isArray(config.topicArn) ? config.topicArn : [];
  if (!topics.includes(message.TopicArn)) return refuse('another topic');
  if (!isAmazon(message.SigningCertURL, /\.pem$/)) return refuse('the certificate is not at Amazon');
  const certificate = await certificateAt(message.SigningCertURL, world).catch(() => null);
  if (!certificate) throw new Error('the certificate of SNS cannot be fetched');
  if (!isRight(message, certificate)) return refuse('wrong signature');
  if (message.Type === 'Notification') return { verdict: 'ok' };
  if (message.Type === 'SubscriptionConfirmation') {
    if (!message.SubscribeURL || !isAmazon(message.SubscribeURL, /^\/$/))
      return refuse('the confirmation is not at Amazon');
    const answer = await world.fetch(message.SubscribeURL);
    await answer.text();
    if (!answer.ok) throw new Error(`SNS refuses the confirmation: ${answer.status}`);
  }
  return { verdict: 'answer', status: 200, contentType: 'text/plain', body: 'ok' };
}

function isRight(message: SnsMessage, certificate: X509Certificate): boolean {
  const names = Object.hasOwn(SIGNED, message.Type) ? SIGNED[message.Type as keyof typeof SIGNED] : null;
  const hash = { '1': 'sha1', '2': 'sha256' }[message.SignatureVersion];
  if (!names || !hash) return false;
  const text = names
    .filter((name) => typeof message[name] === 'string')
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
  return createVerify(`RSA-${hash}`).update(text).verify(certificate.publicKey, message.Signature, 'base64');
}

async function certificateAt(url: string, { fetch, now }: VerifyWorld): Promise<X509Certificate> {
  const known = certificates.get(url);
  if (known && known.until > now.getTime()) return known.certificate;
  const answer = await fetch(url);
  const pem = await answer.text();
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const certificate = new X509Certificate(pem);
  if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) throw new Error('expired');
  if (certificates.size >= 20) certificates.clear();
  certificates.set(url, { certificate, until: now.getTime() + KEEP_MS });
  return certificate;
}

function isAmazon(address: string, path: RegExp): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, pathname, username, password } = new URL(address);
  return protocol === 'https:' && HOST.test(hostname) && port === '' && !username && !password && path.test(pathname);
}
