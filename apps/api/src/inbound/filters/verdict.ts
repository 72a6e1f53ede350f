// What a filter may say of an event (path A, the filters), and what it may look at to say it.
import type { InboundEvent } from '@otklik/channels';

/**
 * - drop: it leaves no message; the raw row says why
 * - quarantine: an owner should look at it; the raw row says why
 * - fold: it is shown on the ticket it belongs to as a folded line, moves no clock, and reopens nothing
 * - spam: a message; the ticket it opens is marked as spam
 * - accept: a message; `reason` is a remark for the raw row
 */
export interface Verdict {
  verdict: 'drop' | 'quarantine' | 'fold' | 'spam' | 'accept';
  reason: string | null;
}

export interface FilterView {
  /** Addresses of every mailbox of this workspace, lower case, without plus-parts. */
  ownAddresses: ReadonlySet<string>;
  /** Its Message-ID carries our signature: we wrote it. */
  ours: boolean;
  /** The ticket the evidence in its headers points at. */
  ticketKnown: boolean;
  /** From this score on mail is spam; null: the mailbox has no limit. */
  spamScore: number | null;
}

/** null: this filter has nothing to say. */
export type Filter = (event: InboundEvent, view: FilterView) => Verdict | null;
