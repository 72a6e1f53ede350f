// What happened to a ticket, once more and without touching it, pure: how it stood after each thing that happened, by its facts.
import type { Fact } from '../platform/events/define-event.js';
import {
  MessagePosted,
  SolveAnnulled,
  TicketAssigned,
  TicketClosed,
  TicketMarkedSpam,
  TicketPrioritised,
  TicketReopened,
  TicketSolved,
  TicketStateChanged,
  TicketTagged,
} from '../tickets/events.js';
import type { TicketSubject } from '../tickets/ticket-fields.js';
import { type Happening, happeningsOf } from './happening.js';

export type Told = Pick<Fact, 'seq' | 'type' | 'at' | 'payload'>;

/** Fields that the facts tell; any other is compared as it is today. */
export const TOLD_FIELDS = new Set([
  'channel',
  'connection',
  'state',
  'priority',
  'team',
  'assignee',
  'tag',
  'language',
  'contact',
  'subject',
  'opened',
  'episode',
  'handoffs',
  'touches',
  'spam',
  'started-by',
  'previous.state',
  'previous.priority',
  'previous.assignee',
  'previous.team',
  'message.text',
  'message.thanks',
  'event.by',
  'event.score',
  'hours.open',
]);

/** Facts that the replay has to be given, besides those of the occasions. */
export const FACTS_OF_REPLAY = [
  TicketStateChanged,
  TicketSolved,
  SolveAnnulled,
  TicketReopened,
  TicketClosed,
  TicketAssigned,
  TicketPrioritised,
  TicketTagged,
  TicketMarkedSpam,
].map((event) => event.type);

/** One moment of the past: what happened, and the ticket right after it. */
export interface Moment {
  happening: Happening;
  ticket: TicketSubject;
  /** The customer's latest message by then. */
  messageId: string | null;
}

/** `facts` in order of seq; `today`: the ticket as it stands. */
export function replay(facts: Told[], today: TicketSubject): Moment[] {
  const moments: Moment[] = [];
  let ticket = atFirst(facts, today);
  let messageId: string | null = null;
  let next = 0;
  for (const happening of happeningsOf(facts)) {
    const { state } = ticket;
    for (; next < facts.length && facts[next]!.seq <= happening.upTo; next++)
      ticket = after(ticket, facts[next] as Fact);
    if (happening.occasions.has('solved') && !happening.before.state) happening.before.state = state;
    messageId = happening.messageId ?? messageId;
    moments.push({ happening, ticket, messageId });
  }
  return moments;
}

/** As it was when it came: what changed later was before it what the change says. */
function atFirst(facts: Told[], today: TicketSubject): TicketSubject {
  const first = (type: string) => facts.find((fact) => fact.type === type)?.payload;
  const assigned = first(TicketAssigned.type);
  return {
    ...today,
    state: 'new',
    priority: (first(TicketPrioritised.type)?.from as number | undefined) ?? today.priority,
    assigneeId: assigned ? (assigned.fromAgentId as string | null) : today.assigneeId,
    teamId: assigned ? (assigned.fromTeamId as string | null) : today.teamId,
    tags: first(TicketTagged.type) ? [] : today.tags,
    spam: false,
    episode: 1,
    handoffs: 0,
    touches: 0,
  };
}

function after(ticket: TicketSubject, fact: Fact): TicketSubject {
  if (TicketStateChanged.is(fact)) return { ...ticket, state: fact.payload.to };
  if (TicketSolved.is(fact)) return { ...ticket, state: 'solved' };
  if (SolveAnnulled.is(fact)) return { ...ticket, state: fact.payload.to };
  if (TicketReopened.is(fact)) return { ...ticket, state: 'open', episode: fact.payload.next };
  if (TicketClosed.is(fact)) return { ...ticket, state: 'closed' };
  if (TicketPrioritised.is(fact)) return { ...ticket, priority: fact.payload.to };
  if (TicketTagged.is(fact)) return { ...ticket, tags: fact.payload.tags };
  if (TicketMarkedSpam.is(fact)) return { ...ticket, spam: fact.payload.spam };
  if (MessagePosted.is(fact) && !fact.payload.bot) return { ...ticket, touches: ticket.touches + 1 };
  if (!TicketAssigned.is(fact)) return ticket;
  const { toAgentId: assigneeId, toTeamId: teamId, handoff } = fact.payload;
  return { ...ticket, assigneeId, teamId, handoffs: ticket.handoffs + (handoff ? 1 : 0) };
}
