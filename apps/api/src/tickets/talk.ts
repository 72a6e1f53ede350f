// The rules of the conversation, pure: what a customer's words, our reply and a reply that failed do to a ticket's clocks.
import type { NewFact } from '../platform/events/define-event.js';
import { type Actor, MessagePosted, MessageReceived, ResponseAnnulled, ResponseMeasured } from './events.js';
import {
  assign,
  type Change,
  changeState,
  type EndedSegment,
  inTurn,
  type Measure,
  reopen,
  type Ticket,
  wake,
} from './ticket.js';

/**
 * A customer's message. It starts the customer's wait unless one runs, reopens a solved ticket, and takes a pending or
 * held one back to us. An automatic message (a vacation notice) is shown and moves nothing.
 */
export function receive(ticket: Ticket, message: { messageId: string; at: Date; automatic: boolean }): Change {
  const received = MessageReceived.of(message.at, { messageId: message.messageId, automatic: message.automatic });
  if (message.automatic) return { patch: {}, facts: [received] };
  const actor: Actor = { by: 'customer', agentId: null };
  const patch: Partial<Ticket> = {
    firstCustomerAt: ticket.firstCustomerAt ?? message.at,
    waitingSince: ticket.waitingSince ?? message.at,
    lastMessageAt: message.at,
  };
  const change = inTurn(ticket, { patch, facts: [received] }, (now) => wake(now, 'customer', actor, message.at));
  if (ticket.state === 'solved') return inTurn(ticket, change, (now) => reopen(now, actor, message.at));
  if (ticket.state === 'pending' || ticket.state === 'hold')
    return inTurn(ticket, change, (now) => changeState(now, 'open', actor, message.at));
  return change;
}

/**
 * A person's public reply whose undo window has passed; `pressedAt` is when Send was pressed. It ends the waiting segment
 * that had begun by then; `nextWaiting` is the customer's first message after that instant, if any.
 */
export function reply(
  ticket: Ticket,
  message: { messageId: string; actor: Actor; pressedAt: Date; nextWaiting: Date | null },
  measure: Measure,
): Change & { ended: EndedSegment | null } {
  const { messageId, actor, pressedAt } = message;
  const facts: NewFact[] = [MessagePosted.of(pressedAt, { messageId, actor, bot: false })];
  const patch: Partial<Ticket> = {
    touches: ticket.touches + 1,
    lastMessageAt: pressedAt > ticket.lastMessageAt ? pressedAt : ticket.lastMessageAt,
  };
  let ended: EndedSegment | null = null;
  if (ticket.waitingSince && ticket.waitingSince <= pressedAt) {
    const part = ticket.segments + 1;
    const first = ticket.startedBy === 'customer' && ticket.firstResponseAt === null;
    const measured = measure(ticket.waitingSince, pressedAt);
    facts.push(
      ResponseMeasured.of(pressedAt, {
        ...measured,
        part,
        first,
        answered: true,
        messageId,
        agentId: actor.agentId,
        teamId: ticket.teamId,
        waitsOnSince: message.nextWaiting?.toISOString() ?? null,
      }),
    );
    patch.segments = part;
    patch.waitingSince = message.nextWaiting;
    if (first) patch.firstResponseAt = pressedAt;
    ended = { part, first, startedAt: ticket.waitingSince.toISOString() };
  }
  let change: Change = { patch, facts };
  if (ticket.state === 'new') change = inTurn(ticket, change, (now) => changeState(now, 'open', actor, pressedAt));
  if (ticket.assigneeId === null && actor.agentId) {
    const agentId = actor.agentId;
    change = inTurn(ticket, change, (now) => assign(now, { agentId, teamId: now.teamId }, actor, pressedAt));
  }
  return { ...change, ended };
}

/** A reply that had counted has failed: what it ended never ended, and the customer waits on. */
export function annulReply(ticket: Ticket, messageId: string, ended: EndedSegment | null, at: Date): Change {
  const patch: Partial<Ticket> = { touches: Math.max(0, ticket.touches - 1) };
  if (!ended) return { patch, facts: [] };
  const startedAt = new Date(ended.startedAt);
  patch.waitingSince = ticket.waitingSince && ticket.waitingSince < startedAt ? ticket.waitingSince : startedAt;
  if (ended.first) patch.firstResponseAt = null;
  return {
    patch,
    facts: [
      ResponseAnnulled.of(at, {
        part: ended.part,
        first: ended.first,
        waitingSince: patch.waitingSince.toISOString(),
        messageId,
      }),
    ],
  };
}
