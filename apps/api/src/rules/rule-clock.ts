// The clock of a time rule, pure: since when it runs for a ticket, and when its time is over.
import { addBusinessSeconds, type Hours } from '../desk/business-time.js';
import type { OnTime } from './rule.js';

/** What of a ticket a clock may run from. */
export interface ClockSubject {
  state: string;
  stateSince: Date;
  waitingSince: Date | null;
  solvedAt: Date | null;
  /** The customer's latest message that was not a machine's. */
  customerWroteAt: Date | null;
  /** Our latest public reply by a person. */
  repliedAt: Date | null;
}

/** Since when it runs; null: it does not. On a solved ticket only the clock of `solved` runs, on a closed one none. */
export function clockBegan(when: Pick<OnTime, 'since' | 'state'>, ticket: ClockSubject): Date | null {
  if (ticket.state === 'closed') return null;
  if (when.since === 'solved') return ticket.state === 'solved' ? (ticket.solvedAt ?? ticket.stateSince) : null;
  if (ticket.state === 'solved') return null;
  switch (when.since) {
    case 'waiting':
      return ticket.waitingSince;
    case 'state':
      return ticket.state === when.state ? ticket.stateSince : null;
    case 'customer-message':
      return ticket.customerWroteAt;
    case 'agent-reply':
      // As soon as the customer writes again it is we who are waited for.
      return ticket.repliedAt && (!ticket.customerWroteAt || ticket.customerWroteAt <= ticket.repliedAt)
        ? ticket.repliedAt
        : null;
  }
}

/** When its time is over; null: never, for the hours that were asked for never come. */
export function clockEnds(when: Pick<OnTime, 'seconds' | 'clock'>, began: Date, hours: Hours | null): Date | null {
  if (when.clock === 'business' && hours) return addBusinessSeconds(hours, began, when.seconds);
  return new Date(began.getTime() + when.seconds * 1000);
}
