// Rules of threading mail (path A): what a piece of evidence is worth, given who writes and of what. Pure.

export interface Evidence {
  kind: 'signed-address' | 'signed-message-id' | 'known-message-id';
  ticketId: string;
}

export interface Sender {
  contactId: string;
  /** Lower case. */
  address: string;
  /** The sender's own domain disowns the mail (SPF, DKIM and DMARC say so). */
  forged: boolean;
}

/** Who takes part in a ticket: its contact, and everyone (lower case) its mails were from, to and copied to. */
export interface Parties {
  contactId: string;
  addresses: ReadonlySet<string>;
  /** Cards of people who take no part whatever they were copied: the customers of the ticket a side conversation is about. */
  outsiders?: ReadonlySet<string>;
}

export interface Threading {
  /** The ticket it continues; null opens a new one. */
  ticketId: string | null;
  /** The ticket a new one is linked to. */
  follows: string | null;
  /** The reason, for agents and for the raw row: codes, joined by `, `; null when a mail simply begins something. */
  why: string | null;
}

/**
 * A signed address or Message-ID proves that the sender has seen our mail, so anybody who takes part in the ticket continues
 * it, whatever the subject; a stranger (our mail was forwarded to him) gets a ticket of his own, linked, so that he is never
 * answered with what the others wrote. An unsigned Message-ID anyone can name: it is believed of those who take part, while
 * the subject stays, and never of a forged sender.
 */
export function decide(
  evidence: Evidence | null,
  parties: Parties | null,
  sender: Sender,
  sameSubject: boolean,
): Threading {
  if (!evidence || !parties) return { ticketId: null, follows: null, why: null };
  const { kind, ticketId } = evidence;
  const signed = kind !== 'known-message-id';
  const linked = (why: string): Threading => ({ ticketId: null, follows: ticketId, why });
  // A link would show agents what the forger wants them to see.
  if (sender.forged && !signed) return { ticketId: null, follows: null, why: 'forged-sender' };
  const isContact = sender.contactId === parties.contactId;
  const takesPart = isContact || parties.addresses.has(sender.address);
  if (!takesPart || parties.outsiders?.has(sender.contactId))
    return linked(signed ? 'stranger-reply' : 'unproven-reply');
  if (!signed && !sameSubject) return linked('subject-changed');
  return { ticketId, follows: null, why: isContact ? kind : `${kind}, participant` };
}

/** A message that a mail refers to, with the ticket it stands in now. */
export interface Named {
  ticketId: string;
  at: Date;
}

/** A ticket that was split out of another, directly or by way of further splits. */
export interface SplitOff {
  ticketId: string;
  at: Date;
}

/**
 * After a split, the most specific evidence wins: a mail that refers to a message which was moved goes where that message
 * is now, unless it answers something that was written in the old ticket after the split.
 * @param named what the mail refers to, the nearest first
 */
export function followSplit(ticketId: string, named: Named[], splits: SplitOff[]): string {
  for (const [index, one] of named.entries()) {
    const split = splits.find((each) => each.ticketId === one.ticketId);
    if (!split) continue;
    const answersOld = named.slice(0, index).some((near) => near.ticketId === ticketId && near.at > split.at);
    return answersOld ? ticketId : one.ticketId;
  }
  return ticketId;
}
