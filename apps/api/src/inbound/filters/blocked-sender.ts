// Filter: a contact whom the desk has blocked is heard no more; what he writes stays in the ledger.
import type { Verdict } from './verdict.js';

/** Asked after the contact is known, so it takes the answer and not the event. */
export const blockedSender = (blocked: boolean): Verdict | null =>
  blocked ? { verdict: 'drop', reason: 'blocked-sender' } : null;
