// Path B and back: the names by which our mails are known again: a signed Message-ID and a signed plus-address. Pure given Secrets.
import { timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../platform/secrets.js';

const MESSAGE = 'mail-message-id';
const REPLY = 'mail-reply-to';
/** 60 bits in 12 characters: a forger would have to send us a mail for each guess. */
const SIGNATURE = 12;
/** RFC 5321: the part before the @ has at most 64 octets. */
const MAX_LOCAL = 64;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The Message-ID of a message, without angle brackets. The same message always has the same, so a resend is known. */
export function makeMessageId(secrets: Secrets, messageId: string, domain: string): string {
  return `m.${messageId}.${signature(secrets, MESSAGE, messageId)}@${domain.toLowerCase()}`;
}

/** The message a Message-ID of ours names; null: not ours, or forged. Takes it with or without angle brackets. */
export function verifyMessageId(secrets: Secrets, mailId: string): string | null {
  const match = /^<?m\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{12})@/i.exec(mailId.trim());
  if (!match) return null;
  const messageId = match[1]!.toLowerCase();
  return equal(signature(secrets, MESSAGE, messageId), match[2]!.toLowerCase()) ? messageId : null;
}

/**
 * Where answers to a ticket go: `local+t<ticket><signature>@domain`, all lower case, for some servers fold the case.
 * The plain address where the local part is too long for that: then Message-ID and References carry the thread alone.
 */
export function makePlusAddress(secrets: Secrets, address: string, ticketId: string): string {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+t${packed(ticketId)}${signature(secrets, REPLY, ticketId)}`;
  return local.length > MAX_LOCAL ? address : `${local}${address.slice(at)}`;
}

/** The ticket a plus-address of ours names; null: no such part, or forged. */
export function verifyPlusAddress(
  secrets: Secrets,
  address: string,
): { ticketId: string; workspaceId?: string } | null {
  const match = /\+t([0-9a-z]{26})([0-9a-z]{12})@[^@]+$/i.exec(address.trim().replace(/>$/, ''));
  const ticketId = match && unpacked(match[1]!.toLowerCase());
  if (!match || !ticketId) return null;
  return equal(signature(secrets, REPLY, ticketId), match[2]!.toLowerCase()) ? { ticketId } : null;
}

/** `support+t…@shop.example` → `support@shop.example`: what our own address is without its token. */
export function withoutToken(address: string): string {
  return address.replace(/\+t[0-9a-z]{38}(?=@)/i, '');
}

/** Crockford's base 32: letters of one case, none that looks like another. */
function base32(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const length = Math.ceil((bytes.length * 8) / 5);
  let text = '';
  for (let i = 0; i < length; i++, bits >>= 5n) text = ALPHABET[Number(bits & 31n)] + text;
  return text;
}

const packed = (uuid: string) => base32(Buffer.from(uuid.replaceAll('-', ''), 'hex'));

function unpacked(text: string): string | null {
  let bits = 0n;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  const hex = bits.toString(16).padStart(32, '0');
  if (hex.length > 32) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const signature = (secrets: Secrets, purpose: string, value: string) =>
  base32(Buffer.from(secrets.sign(purpose, value), 'base64url')).slice(-SIGNATURE);

const equal = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
