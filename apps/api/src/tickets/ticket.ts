// A ticket and the rules of its states, pure: what each change does to it, and which facts it leaves behind.
import type { NewFact } from '../platform/events/define-event.js';
import {
  type Actor,
  type Measured,
  type Placement,
  ReopeningAnnulled,
  ResponseMeasured,
  SolveAnnulled,
  TicketAssigned,
  TicketReopened,
  TicketSnoozed,
  TicketSolved,
  TicketStateChanged,
  TicketWoken,
} from './events.js';

export type TicketState = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

/** A ticket's row, as the rules see it. */
export interface Ticket {
  workspaceId: string;
  id: string;
  /** 0: a side conversation has none. */
  number: number;
  seq: number;
  channel: string;
  connectionId: string;
  conversation: string | null;
  contactId: string;
  identityId: string;
  subject: string | null;
  preview: string;
  state: TicketState;
  priority: number;
  assigneeId: string | null;
  teamId: string | null;
  lastAssigneeId: string | null;
  everAssigned: boolean;
  language: string | null;
  tags: number[];
  spam: boolean;
  /** Out of the queue until then; nobody's clock stops for it. */
  snoozedUntil: Date | null;
  snoozedBy: string | null;
  mergedInto: string | null;
  /** In the trash since; then it is marked as spam too. */
  trashedAt: Date | null;
  follows: string | null;
  /** Split from another ticket of its conversation: the customer's next words go to the other one. */
  aside: boolean;
  /** A side conversation with somebody else about that ticket; null: a ticket of a customer. */
  sideOf: string | null;
  /** Their answer wakes that ticket, or takes it off hold. */
  sideWakes: boolean;
  startedBy: 'customer' | 'agent';
  episode: number;
  openedAt: Date;
  firstCustomerAt: Date | null;
  firstResponseAt: Date | null;
  waitingSince: Date | null;
  stateSince: Date;
  requesterWaitS: number;
  agentWaitS: number;
  handoffs: number;
  touches: number;
  segments: number;
  solvedAt: Date | null;
  closeAt: Date | null;
  lastMessageAt: Date;
  lastCustomerSeq: number;
  customerReadSeq: number;
}

/** What a rule decided: the changed columns, and the facts to record with them. */
export interface Change {
  patch: Partial<Ticket>;
  facts: NewFact[];
}

/** The waiting segment a reply ended: kept on the message, in case the reply fails. */
export interface EndedSegment {
  part: number;
  first: boolean;
  startedAt: string;
}

/** Measures a duration in calendar and business time; bound to the calendar version in force. */
export type Measure = (from: Date, to: Date) => Measured;

/** A solved ticket is locked after this many days (DEFINITIONS: never under 7, so that reopens can be judged). */
export const CLOSE_AFTER_DAYS = 14;
const DAY_MS = 24 * 3600 * 1000;

const seconds = (from: Date, to: Date) => Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));

const AWAKE: Partial<Ticket> = { snoozedUntil: null, snoozedBy: null };

/** Moves to another state and books the time spent in the last one: requester wait in new, open and hold; agent wait in pending. */
function enter(ticket: Ticket, state: TicketState, at: Date): Partial<Ticket> {
  const spent = seconds(ticket.stateSince, at);
  const waits: Partial<Ticket> =
    ticket.state === 'pending'
      ? { agentWaitS: ticket.agentWaitS + spent }
      : ['new', 'open', 'hold'].includes(ticket.state)
        ? { requesterWaitS: ticket.requesterWaitS + spent }
        : {};
  // What is over needs no waking.
  const sleep = state === 'solved' || state === 'closed' ? AWAKE : {};
  return { ...waits, ...sleep, state, stateSince: at };
}

/** Goes on from a change: the ticket as it is after it. */
export const after = (ticket: Ticket, change: Change): Ticket => ({ ...ticket, ...change.patch });

/** Two changes in a row, as one. `next` is given the ticket after the first. */
export function inTurn(ticket: Ticket, first: Change, next: (ticket: Ticket) => Change): Change {
  const second = next(after(ticket, first));
  return { patch: { ...first.patch, ...second.patch }, facts: [...first.facts, ...second.facts] };
}

/** Between new, open, pending and hold. Solving and reopening have their own rules. */
export function changeState(ticket: Ticket, to: 'new' | 'open' | 'pending' | 'hold', actor: Actor, at: Date): Change {
  if (ticket.state === to) return { patch: {}, facts: [] };
  const spent = seconds(ticket.stateSince, at);
  return {
    patch: enter(ticket, to, at),
    facts: [TicketStateChanged.of(at, { actor, from: ticket.state, to, seconds: spent })],
  };
}

/** Ends an episode. A customer still waiting is counted as unanswered, without a duration. Solving a solved ticket changes nothing. */
export function solve(ticket: Ticket, actor: Actor, at: Date, measure: Measure, heldUntil: Date | null = null): Change {
  if (ticket.state === 'solved' || ticket.state === 'closed') return { patch: {}, facts: [] };
  const facts: NewFact[] = [];
  const patch = enter(ticket, 'solved', at);
  if (ticket.waitingSince) {
    const part = ticket.segments + 1;
    const first = ticket.startedBy === 'customer' && ticket.firstResponseAt === null;
    const measured = measure(ticket.waitingSince, at);
    facts.push(
      ResponseMeasured.of(at, {
        ...measured,
        part,
        first,
        answered: false,
        messageId: null,
        agentId: actor.agentId,
        teamId: ticket.teamId,
        waitsOnSince: null,
      }),
    );
    patch.segments = part;
    patch.waitingSince = null;
  }
  const solverId = actor.agentId ?? ticket.assigneeId;
  facts.push(
    TicketSolved.of(at, {
      actor,
      episode: ticket.episode,
      solverId,
      teamId: ticket.teamId,
      byRule: actor.by === 'rule',
      first: ticket.episode === 1,
      resolution: ticket.firstCustomerAt ? measure(ticket.firstCustomerAt, at) : null,
      touches: ticket.touches,
      requesterWaitSeconds: patch.requesterWaitS ?? ticket.requesterWaitS,
      agentWaitSeconds: patch.agentWaitS ?? ticket.agentWaitS,
      ...(heldUntil ? { heldUntil: heldUntil.toISOString() } : {}),
    }),
  );
  return { patch: { ...patch, solvedAt: at, closeAt: new Date(at.getTime() + CLOSE_AFTER_DAYS * DAY_MS) }, facts };
}

/** How a ticket stood before it was solved, for the case that this is taken back. */
export interface Unsolved {
  state: 'new' | 'open' | 'pending' | 'hold';
  solvedAt: Date | null;
  /** The full resolution of the episode before; null: there was none. */
  before: (Measured & { agentId: string | null; teamId: string | null }) | null;
}

/** Solved by mistake: it never was. The same episode goes on, in the state it was in. */
export function annulSolve(ticket: Ticket, was: Unsolved, actor: Actor, at: Date): Change {
  if (ticket.state !== 'solved') return { patch: {}, facts: [] };
  const { episode } = ticket;
  return {
    patch: { ...enter(ticket, was.state, at), solvedAt: was.solvedAt, closeAt: null },
    facts: [SolveAnnulled.of(at, { actor, episode, to: was.state, before: was.before })],
  };
}

/** Begins the next episode. */
export function reopen(ticket: Ticket, actor: Actor, at: Date): Change {
  if (ticket.state !== 'solved') return { patch: {}, facts: [] };
  return {
    patch: { ...enter(ticket, 'open', at), episode: ticket.episode + 1, closeAt: null },
    facts: [TicketReopened.of(at, { actor, episode: ticket.episode, next: ticket.episode + 1 })],
  };
}

/** "Only thanks": the reopening never was. The episode before goes on; there is no second survey. */
export function annulReopening(ticket: Ticket, actor: Actor, at: Date): Change {
  if (ticket.episode < 2 || ticket.state === 'solved' || ticket.state === 'closed') return { patch: {}, facts: [] };
  return {
    patch: {
      ...AWAKE,
      state: 'solved',
      stateSince: at,
      waitingSince: null,
      episode: ticket.episode - 1,
      closeAt: new Date(at.getTime() + CLOSE_AFTER_DAYS * DAY_MS),
    },
    facts: [ReopeningAnnulled.of(at, { actor, episode: ticket.episode - 1 })],
  };
}

/**
 * Hands the ticket to an agent, a team, both or nobody. A handoff is a change after the first assignment: from one holder
 * to another, also by way of nobody.
 */
export function assign(
  ticket: Ticket,
  to: { agentId: string | null; teamId: string | null; why?: Placement },
  actor: Actor,
  at: Date,
): Change {
  if (ticket.assigneeId === to.agentId && ticket.teamId === to.teamId) return { patch: {}, facts: [] };
  const holder = ticket.assigneeId ?? ticket.lastAssigneeId;
  const otherAgent = to.agentId !== null && holder !== null && to.agentId !== holder;
  const otherTeam = to.teamId !== null && ticket.teamId !== null && to.teamId !== ticket.teamId;
  const handoff = otherAgent || otherTeam;
  return {
    patch: {
      assigneeId: to.agentId,
      teamId: to.teamId,
      lastAssigneeId: to.agentId ?? holder,
      everAssigned: true,
      handoffs: ticket.handoffs + (handoff ? 1 : 0),
    },
    facts: [
      TicketAssigned.of(at, {
        actor,
        fromAgentId: ticket.assigneeId,
        toAgentId: to.agentId,
        fromTeamId: ticket.teamId,
        toTeamId: to.teamId,
        handoff,
        ...(to.why ? { why: to.why } : {}),
      }),
    ],
  };
}

/** Out of the queue until an instant. What is over or in the spam cannot be: it is in no queue. */
export function snooze(ticket: Ticket, until: Date, actor: Actor, at: Date): Change {
  if (ticket.snoozedUntil?.getTime() === until.getTime()) return { patch: {}, facts: [] };
  return {
    patch: { snoozedUntil: until, snoozedBy: actor.agentId },
    facts: [TicketSnoozed.of(at, { actor, until: until.toISOString() })],
  };
}

/** Back in the queue; of a ticket that is not snoozed nothing is changed. */
export function wake(ticket: Ticket, why: 'time' | 'customer' | 'person' | 'side', actor: Actor, at: Date): Change {
  if (!ticket.snoozedUntil) return { patch: {}, facts: [] };
  return { patch: AWAKE, facts: [TicketWoken.of(at, { actor, why, until: ticket.snoozedUntil.toISOString() })] };
}
