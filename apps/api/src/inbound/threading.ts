// Rules of threading mail (path A): what a piece of evidence is worth, given who writes. Pure.

export interface Evidence {
  kind: 'signed-address' | 'signed-message-id' | 'known-message-id';
  ticketId: string;
}

export interface Sender {
  contactId: string;
  /** Lower case. */
  address: string;
}

/** Who takes part in a ticket: its contact, and everyone (lower case) its mails were from, to and copied to. */
export interface Parties {
  contactId: string;
  addresses: ReadonlySet<string>;
}

export interface Threading {
  /** The ticket it continues; null opens a new one. */
  ticketId: string | null;
  /** The ticket a new one is linked to. */
  follows: string | null;
  /** The reason, for agents and for the raw row; null when a mail simply begins something. */
  why: string | null;
}

/**
 * A signed address or Message-ID proves that the sender has seen our mail, so anybody who takes part in the ticket continues
 * it; a stranger (our mail was forwarded to him) gets a ticket of his own, linked, so that he is never answered with what the
 * others wrote. An unsigned Message-ID is believed only of the ticket's own contact: anyone can name one.
 */
export function decide(evidence: Evidence | null, parties: Parties | null, sender: Sender): Threading {
  if (!evidence || !parties) return { ticketId: null, follows: null, why: null };
  const { kind, ticketId } = evidence;
  if (sender.contactId === parties.contactId) return { ticketId, follows: null, why: kind };
  if (kind === 'known-message-id') return { ticketId: null, follows: null, why: 'unproven-reply' };
  if (parties.addresses.has(sender.address)) return { ticketId, follows: null, why: `${kind}, participant` };
  return { ticketId: null, follows: ticketId, why: 'stranger-reply' };
}
