// Part of path B for mail: a mail signed with the key of its domain (RFC 6376), and the making of such keys.
import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import DKIM from 'nodemailer/lib/dkim';
import { ChannelError } from '../channel.js';
import type { DkimSettings } from './settings-outbound.js';

const BITS = 2048;

/** @throws ChannelError reconnect when the key is none: it was pasted wrongly, and every mail would fail its check. */
export async function signWithDkim(raw: Buffer, key: DkimSettings): Promise<Buffer> {
  const privateKey = key.privateKey.includes('\n') ? key.privateKey : unfolded(key.privateKey);
  try {
    createPublicKey(privateKey);
  } catch {
    throw new ChannelError('reconnect', 'the private key for DKIM cannot be read');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of new DKIM({ ...key, privateKey }).sign(raw)) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

/** A form of one line takes the line breaks out of a PEM. */
function unfolded(pem: string): string {
  const match = /^-----BEGIN ([A-Z ]+)-----(.*)-----END \1-----$/.exec(pem.trim());
  if (!match) return pem;
  const body = match[2]!.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${match[1]}-----`, ...body, `-----END ${match[1]}-----`].join('\n');
}

export interface DkimKeys {
  privateKey: string;
  /** What goes into DNS: a TXT record of this name with this value. */
  record: { name: string; value: string };
}

export async function makeDkimKeys(domain: string, selector: string): Promise<DkimKeys> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: recordOf(domain, selector, pair.publicKey),
  };
}

function recordOf(domain: string, selector: string, key: ReturnType<typeof createPublicKey>): DkimKeys['record'] {
  const value = `v=DKIM1; k=rsa; p=${key.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  return { name: `${selector}._domainkey.${domain}`, value };
}

/** The record that belongs to a private key which is there already. @throws when it is no key. */
export function dkimRecordOf({ domainName, keySelector, privateKey }: DkimSettings): DkimKeys['record'] {
  return recordOf(domainName, keySelector, createPublicKey(unfolded(privateKey)));
}
