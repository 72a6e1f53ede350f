// What every way out of a mailbox by web API has in common (path B): a letter in pieces, and who hands it over.

import { type VendorAnswer, wordsOf } from '../../call-vendor.js';
import type { ClientContext, Sent } from '../../channel.js';
import { fieldsOf, idOf, textOf } from '../../exact-json.js';
import type { TransportSettings } from '../settings-outbound.js';

export interface Person {
  name: string | null;
  address: string;
}

/** A mail before it is MIME. Message ids without brackets. */
export interface Letter {
  from: Person;
  to: Person[];
  cc: Person[];
  bcc: Person[];
  replyTo: string;
  subject: string;
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  /** Whatever else stands in its head. */
  headers: Record<string, string>;
  text: string;
  html: string;
  attachments: { name: string; contentType: string; content: Buffer; contentId: string | null }[];
}

/** What delivery hands to the mail channel's client. */
export interface MailPayload {
  envelope: { from: string; to: string[] };
  /** The whole mail as MIME; empty where the service takes pieces. */
  raw: Buffer;
  /** Without brackets. */
  messageId: string;
  /** Its files are inside `raw`, where there is one. */
  letter: Letter;
}

export interface Transport {
  /** @throws ChannelError: 429 retry, 401 and 403 reconnect, a refused recipient drop, silence after writing unknown. */
  send(context: ClientContext, settings: TransportSettings, mail: MailPayload): Promise<Sent>;
  /** Whether the key is right. @throws ChannelError */
  check(context: ClientContext, settings: TransportSettings): Promise<void>;
}

/** Everybody who gets it, the person we answer first. */
export const recipientsOf = ({ to, cc, bcc }: Letter): Person[] => [...to, ...cc, ...bcc];

/** What makes an answer an answer, for services that take pieces. */
export function threadHeaders({ inReplyTo, references }: Letter): Record<string, string> {
  return {
    ...(inReplyTo ? { 'In-Reply-To': `<${inReplyTo}>` } : {}),
    ...(references.length > 0 ? { References: references.map((id) => `<${id}>`).join(' ') } : {}),
  };
}

export const base64 = (bytes: Buffer): string => bytes.toString('base64');
export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** `Name <a@b>` for services that take one text; quotes and brackets in names would end them early. */
export function boxOf({ name, address }: Person): string {
  const clean = name?.replace(/[\\"<>\r\n]+/g, ' ').trim();
  return clean ? `"${clean}" <${address}>` : address;
}

/** A field of an answer as text, numbers too; and its fault in words: `HTTP 400: …`. */
export function fieldOf(answer: VendorAnswer, name: string): string | null {
  const value = fieldsOf(answer.body)?.[name] ?? null;
  return textOf(value) ?? idOf(value);
}
export const faultOf = (answer: VendorAnswer, words: string | null): string =>
  words ? `HTTP ${answer.status}: ${words.slice(0, 300)}` : wordsOf(answer);
