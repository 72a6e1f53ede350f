// Part of path A for mail: what of a mail's head the ticket keeps, to thread the answers and to know who takes part. Pure.
import type { InboundEvent, MailAddress, MailAuthentication } from '@otklik/channels';

export interface StoredMail {
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress | null;
  subject: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** The mail that this one passes on, for when an agent makes its author the requester. */
  forwarded: { from: MailAddress; subject: string; text: string } | null;
  /** No machine of ours answers it. */
  noMachine?: boolean;
  /** Whether it really comes from whom it says; null where nobody looked. */
  authentication: MailAuthentication | null;
  /** Everyone it was from, to and copied to, in lower case: they may go on with the ticket. */
  participants: { address: string }[];
}

const MAX_ADDRESSES = 100;
const MAX_REFERENCES = 50;

/** null for anything but mail. `recipients`: the envelope's, which are our own and so take no part. */
export function storedMail(event: InboundEvent, recipients: string[]): Record<string, unknown> | null {
  const { mail } = event;
  if (!mail) return null;
  const own = new Set(recipients.map((address) => address.toLowerCase()));
  const all = [event.sender.id, ...[mail.from, mail.replyTo, ...mail.to, ...mail.cc].map((one) => one?.address ?? '')];
  const participants = [...new Set(all.map((address) => address.toLowerCase()))].filter(
    (one) => one !== '' && !own.has(one),
  );
  const stored: StoredMail = {
    from: mail.from,
    to: mail.to.slice(0, MAX_ADDRESSES),
    cc: mail.cc.slice(0, MAX_ADDRESSES),
    replyTo: mail.replyTo,
    subject: mail.subject,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo.slice(0, MAX_REFERENCES),
    references: mail.references.slice(-MAX_REFERENCES),
    forwarded: mail.forwarded ?? null,
    ...(mail.noMachine ? { noMachine: true } : {}),
    authentication: mail.authentication ?? null,
    participants: participants.slice(0, MAX_ADDRESSES).map((address) => ({ address })),
  };
  return { ...stored };
}
