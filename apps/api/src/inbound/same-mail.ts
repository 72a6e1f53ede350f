// Part of path A for mail: whether a mail with a Message-ID that we know is that mail again, or another that only bears its name. Pure.
import { createHash } from 'node:crypto';
import type { InboundEvent } from '@otklik/channels';

/** What is kept of a known message's head; null: it was no mail. */
export type KnownHead = { from?: { address: string } | null; subject?: string; date?: string | null } | null;

/**
 * A copy (sent again, or by a list and directly) has the sender, the date and the subject of the first. Forms and scanners
 * that put one Message-ID on everything, and strangers who borrow one, do not: their words must not be taken for known.
 */
export function isSameMail(known: KnownHead, event: Pick<InboundEvent, 'mail' | 'at'>): boolean {
  const { mail } = event;
  if (!mail || !known) return true;
  const address = (one: { address: string } | null | undefined) => one?.address.toLowerCase() ?? '';
  const sameDate = !known.date || !event.at || known.date === event.at;
  return address(known.from) === address(mail.from) && sameDate && bare(known.subject) === bare(mail.subject);
}

/** The name under which such a mail is known instead: stable, so that it too is known when it comes again. */
export function ownName({
  externalId,
  at,
  mail,
  sender,
}: Pick<InboundEvent, 'externalId' | 'at' | 'mail' | 'sender'>): string {
  const told = JSON.stringify([mail?.from?.address.toLowerCase() ?? sender.id, at, bare(mail?.subject)]);
  return `${externalId}#${createHash('sha256').update(told).digest('base64url').slice(0, 16)}`;
}

/** A list writes its name before the subject. */
const bare = (subject = '') =>
  subject
    .replace(/^\s*(\[[^\]]{1,60}\]\s*)+/, '')
    .replace(/\s+/g, ' ')
    .trim();
