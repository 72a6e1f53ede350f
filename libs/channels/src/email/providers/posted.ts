// Path A by a mail service's webhook: the shape in which every service's call is read, and what they share in being verified.
import { timingSafeEqual } from 'node:crypto';
import type { Config, Verification, VerifyWorld, WebhookRequest } from '../../channel.js';
import type { InboundAttachment } from '../../inbound-event.js';
import { secretEquals } from '../../secret-equals.js';

/** A mail that the service took for us. */
export interface PostedMail {
  kind: 'mail';
  /** The whole mail: as it came, or built anew from the pieces that the service gave. */
  mime: Uint8Array;
  /** False where it was built anew: no signature on it can be checked any more. */
  genuine: boolean;
  /** MAIL FROM; '' is the null sender; null where the service does not say. */
  from: string | null;
  /** RCPT TO. */
  to: string[];
  /** What the service itself found out about the sender. */
  found?: { spf?: string; dkim?: string; dmarc?: string };
  /** Files that are not in the mail, but fetched from the service by `ref`. */
  files?: InboundAttachment[];
}

/** What became of a mail of ours. */
export interface PostedNews {
  kind: 'news';
  /** The service's own name of this news; twice told, it is once taken. */
  id: string;
  what: 'delivered' | 'bounced' | 'complaint';
  /** Names under which the mail may be known to us; Message-IDs without brackets, the surest first. */
  names: string[];
  recipient: string | null;
  /** What the other server said. */
  said: string;
  status: string | null;
  /** This mail will not arrive. */
  permanent: boolean;
  /** The service says that the address is dead; null: only the words tell. */
  dead: boolean | null;
  at: string | null;
}

export type Posted = PostedMail | PostedNews | { kind: 'ignored'; reason: string };

export interface MailProvider {
  verify(request: WebhookRequest, config: Config, world: VerifyWorld): Verification | Promise<Verification>;
  /** Everything one call tells. May throw on what is no call of this service. */
  read(body: Buffer, contentType: string): Posted[];
}

export const refuse = (reason: string): Verification => ({ verdict: 'refuse', reason });
export const OK: Verification = { verdict: 'ok' };

const textIn = (config: Config, name: string): string | null => {
  const value = config[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const secretOf = (config: Config): string | null => textIn(config, 'webhookSecret');

/**
 * For services that sign nothing: the secret stands in the address that we gave them, as https://user:password@… (which
 * comes as Basic), or as ?secret=…; some can send it as Bearer.
 */
export function knownBySecret({ method, headers, query }: WebhookRequest, config: Config): Verification {
  const secret = secretOf(config);
  if (!secret) return refuse('no secret is set');
  if (method !== 'POST') return refuse('not a POST');
  const [scheme = '', given = ''] = (headers.authorization ?? '').split(/\s+/, 2);
  if (/^basic$/i.test(scheme)) {
    const text = Buffer.from(given, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const user = textIn(config, 'webhookUser');
    const right = secretEquals(text.slice(colon + 1), secret);
    const named = user === null || secretEquals(text.slice(0, Math.max(0, colon)), user);
    return colon >= 0 && right && named ? OK : refuse('wrong user or password');
  }
  if (/^bearer$/i.test(scheme)) return secretEquals(given, secret) ? OK : refuse('wrong token');
  return query.secret !== undefined && secretEquals(query.secret, secret)
    ? OK
    : refuse('the secret is missing or wrong');
}

/** Compares two digests given as hex; false for what is no hex of that length. */
export function sameDigest(given: string, expected: Buffer): boolean {
  if (!/^[0-9a-f]+$/i.test(given) || given.length !== expected.length * 2) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

/** A Message-ID without its brackets; null for anything that is none. */
export function idIn(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const id = value.replace(/[<>\s]/g, '');
  return id === '' ? null : id;
}

/** Those that are there, each once. */
export const present = <T>(values: (T | null | undefined)[]): T[] => [
  ...new Set(values.filter((value): value is T => value !== null && value !== undefined)),
];

/** An instant of any form that services write: seconds, milliseconds, ISO; null when it is none. */
export function instantOf(value: unknown): string | null {
  const number =
    typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) ? Number(value) : null;
  const time = number === null ? Date.parse(String(value ?? '')) : number < 1e11 ? number * 1000 : number;
  const date = new Date(time);
  return date.getTime() > 0 && date.getTime() < 4e12 ? date.toISOString() : null;
}

/** The first enhanced code in what a server said, else one of its reply code's class. */
export function statusIn(said: string, code: unknown = null): string | null {
  const enhanced = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1];
  const reply = /\b([45])\d\d\b/.exec(
    `${typeof code === 'number' || typeof code === 'string' ? code : ''} ${said}`,
  )?.[1];
  return enhanced ?? (reply ? `${reply}.0.0` : null);
}
