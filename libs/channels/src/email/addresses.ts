// Part of reading a mail (path A): the people in its headers, and who of them wrote it.
import { cleanText } from '../exact-json.js';
import type { MailAddress } from '../inbound-event.js';
import { splitAddresses } from './address-list.js';
import { decodeWordsSafely } from './encoded-words.js';
import { headerOf, headersOf, type MimePart } from './mime.js';

/** Longer lists of addresses are cut: no person wrote them. */
const MOST_HEADER = 64 * 1024;
const SHAPE = /^[^\s@<>"(),;:]{1,128}@[^\s@<>"(),;:]{1,255}$/u;

/** Addresses of a header's value, groups unwrapped, in order. What is no address is left out. Never throws. */
export function addressesIn(value: string | null): MailAddress[] {
  return value ? splitAddresses(value.slice(0, MOST_HEADER)).flatMap((each) => addressOf(each.address, each.name)) : [];
}

function addressOf(raw: string, name: string): MailAddress[] {
  const address = decodeWordsSafely(raw)
    .trim()
    .replace(/^[<'"]+|[>'".]+$/g, '');
  if (!SHAPE.test(address)) return [];
  const shown = cleanText(decodeWordsSafely(name))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .trim();
  return [{ address, name: shown === '' || shown.toLowerCase() === address.toLowerCase() ? null : shown }];
}

export const addressesOf = (root: MimePart, header: string): MailAddress[] =>
  headersOf(root, header).flatMap(addressesIn);

/** Lower case, and without the part after "+": how we know our own mailboxes. */
export function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return `${local.split('+')[0]}@${domain}`;
}

export interface People {
  /** The person who wrote, a list's or gateway's rewriting undone. */
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  /** Where answers go: named by the mail, neither a list nor ourselves. */
  replyTo: MailAddress[];
  /** The mail came from one of our own mailboxes and names nobody else: our own echo. */
  own: boolean;
}

/**
 * Who wrote the mail, and who takes part in it.
 * @param isOwn whether an address is one of our mailboxes
 * @param forwardedFrom the sender that the body names when it passes another mail on
 */
export function peopleOf(
  root: MimePart,
  isOwn: (address: string) => boolean,
  forwardedFrom: MailAddress | null,
): People {
  const lists = listAddresses(root);
  const isList = (address: string) => lists.has(address.toLowerCase());
  const usable = ({ address }: MailAddress) => !isOwn(address) && !isList(address);
  const replyTo = addressesOf(root, 'reply-to').filter(usable);
  const written = addressesOf(root, 'from')[0] ?? addressesOf(root, 'sender')[0] ?? null;
  const original = [
    ...addressesOf(root, 'x-original-from'),
    ...addressesOf(root, 'x-google-original-from'),
    ...addressesOf(root, 'x-original-sender'),
  ].find(usable);
  const people = { to: addressesOf(root, 'to'), cc: addressesOf(root, 'cc'), replyTo };
  if (!written) return { ...people, from: addressesOf(root, 'reply-to').filter(usable)[0] ?? null, own: false };
  if (isOwn(written.address)) {
    const author = forwardedFrom ?? replyTo[0] ?? original ?? null;
    return { ...people, from: author ?? written, own: author === null };
  }
  const via = VIA.exec(written.name ?? '')?.[1]
    ?.replace(/^['"]+|['"]+$/g, '')
    .trim();
  if (via === undefined && !isList(written.address) && !original) return { ...people, from: written, own: false };
  // A list answers for itself under many names: only someone from elsewhere can be its author.
  const domain = written.address.split('@')[1]?.toLowerCase();
  const elsewhere = (each: MailAddress) => usable(each) && !each.address.toLowerCase().endsWith(`@${domain}`);
  const author =
    original ??
    replyTo.find(elsewhere) ??
    people.cc.find((each) => via !== undefined && usable(each) && each.name?.toLowerCase() === via.toLowerCase());
  if (!author) return { ...people, from: written, own: false };
  const own = author.name && !VIA.test(author.name) ? author.name : null;
  return { ...people, from: { address: author.address, name: own ?? via ?? written.name }, own: false };
}

/** "Anna via Support list", as lists and gateways write it. */
const VIA = /^(.{1,200}?)\s+(?:via|через|чрез|über|por|przez|par l['’]intermédiaire de)\s+\S/iu;

/** Addresses under which a mailing list speaks. */
function listAddresses(root: MimePart): Set<string> {
  const found = new Set<string>();
  for (const name of [
    'list-post',
    'x-beenthere',
    'x-mailing-list',
    'mailing-list',
    'x-been-there',
    'list-help',
    'list-owner',
  ]) {
    for (const value of headersOf(root, name)) {
      for (const [address] of value.slice(0, 2000).matchAll(/[^\s<>:;,"?]{1,128}@[^\s<>:;,"?]{1,255}/g))
        found.add(address.toLowerCase());
    }
  }
  const id = /<?([\w-]{1,100})\.([\w.-]{1,200})>?\s*$/.exec(headerOf(root, 'list-id')?.slice(-400) ?? '');
  if (id) found.add(`${id[1]}@${id[2]}`.toLowerCase());
  return found;
}
