// Rules of splitting, pure: which messages go, and what the ticket they leave goes back to.
import type { Fact } from '../platform/events/define-event.js';
import { SolveAnnulled, TicketReopened, TicketStateChanged } from './events.js';
import type { Message } from './message.store.js';
import { previewOf } from './preview.js';
import { earliest } from './recount.js';
import type { Ticket } from './ticket.js';

/** This message, and (unless it goes alone) every later one of the same sender. */
export function leavingMessages(messages: Message[], first: Message, only: boolean): Message[] {
  if (only) return [first];
  return messages.filter((one) => one.kind === 'customer' && one.contactId === first.contactId && one.seq >= first.seq);
}

/** A customer's words that a clock hears. */
export const isHeard = (message: Message): boolean => message.kind === 'customer' && !message.automatic;
/** A public answer of a person that counts. */
export const isAnswer = (message: Message): boolean =>
  message.kind === 'agent' && !['held', 'undone', 'failed'].includes(message.state);

export const instantsOf = (messages: Message[]): Date[] => messages.filter(isHeard).map((one) => one.at);

/**
 * Where the ticket was before the leaving messages moved it, when nothing that stays has happened since: `solved` (they had
 * reopened it), or the state they had taken it from. Null: it stays where it is.
 */
export function stateBefore(
  ticket: Ticket,
  facts: Fact[],
  leaving: Message[],
  staying: Message[],
): 'solved' | 'pending' | 'hold' | null {
  const moves = facts.filter(
    (fact): fact is Fact =>
      (TicketReopened.is(fact) || TicketStateChanged.is(fact)) &&
      fact.payload.actor.by === 'customer' &&
      leaving.some((message) => message.seq === fact.seq - 1),
  );
  const move = moves.at(-1);
  if (!move || ticket.state !== 'open') return null;
  const since = (seq: number) => seq > move.seq;
  if (staying.some((message) => since(message.seq) && (isHeard(message) || isAnswer(message)))) return null;
  const others = facts.some(
    (fact) =>
      since(fact.seq) &&
      (TicketReopened.is(fact) || TicketStateChanged.is(fact) || SolveAnnulled.is(fact)) &&
      !moves.includes(fact),
  );
  if (others) return null;
  if (TicketReopened.is(move)) return 'solved';
  const { from } = (move as Fact<{ from: string }>).payload;
  return from === 'pending' || from === 'hold' ? from : null;
}

/** What the queue shows of a ticket, from the messages it has. */
export function shownOf(ticket: Ticket, messages: Message[]): Partial<Ticket> {
  const spoken = messages.filter((one) => one.kind !== 'note' && !one.automatic && one.state !== 'undone');
  const last = spoken.at(-1);
  return {
    preview: last ? previewOf(last.text, last.files.length) : ticket.preview,
    lastMessageAt: spoken.reduce((late, one) => (one.at > late ? one.at : late), ticket.openedAt),
    lastCustomerSeq: messages.findLast((one) => one.kind === 'customer')?.seq ?? 0,
    firstCustomerAt: earliest(instantsOf(messages)),
  };
}
