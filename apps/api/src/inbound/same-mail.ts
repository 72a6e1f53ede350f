// Part of path A for mail: whether a mail with a Message-ID that we know is that mail again, or another that only bears its name. Pure.
import { createHash } from 'node:crypto';
import type { InboundEvent } from '@otklik/channels';

/** By what a mail is told from another with its Message-ID: as it came, whoever it is taken to be from. */
export interface MailHead {
  from: string;
  subject: string;
  date: string | null;
}

/** The head of a mail; null for anything else. */
export function headOf({ mail, at }: Pick<InboundEvent, 'mail' | 'at'>): MailHead | null {
  if (!mail) return null;
  return { from: mail.from?.address.toLowerCase() ?? '', subject: bare(mail.subject), date: at };
}

/**
 * A copy (sent again, or by a list and directly) has the sender, the date and the subject of the first. Forms and scanners
 * that put one Message-ID on everything, and strangers who borrow one, do not: their words must not be taken for known.
 */
export function isSameMail(known: MailHead | null, head: MailHead | null): boolean {
  if (!known || !head) return true;
  const sameDate = !known.date || !head.date || known.date === head.date;
  return known.from === head.from && sameDate && known.subject === head.subject;
}

/** The name under which such a mail is known instead: stable, so that it too is known when it comes again. */
export function ownName(externalId: string, { from, subject, date }: MailHead): string {
  const told = JSON.stringify([from, date, subject]);
  return `${externalId}#${createHash('sha256').update(told).digest('base64url').slice(0, 16)}`;
}

/** A list writes its name before the subject. */
const bare = (subject = '') =>
  subject
    .replace(/^\s*(\[[^\]]{1,60}\]\s*)+/, '')
    .replace(/\s+/g, ' ')
    .trim();
