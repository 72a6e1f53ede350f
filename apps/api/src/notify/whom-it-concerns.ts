// Whom a fact concerns, and as what: never those who did it themselves. Pure.
import type { Fact } from '../platform/events/define-event.js';
import {
  type Actor,
  CaseHandedOver,
  CaseOpened,
  MessageMarked,
  MessagePosted,
  MessageReceived,
  NoteAdded,
  NoteMentioned,
  ReplyHeldBack,
  SideAnswered,
  SideFailed,
  SlaBreached,
  SlaWarned,
  SurveyAnswered,
  TicketAssigned,
  TicketOpened,
  TicketReopened,
  TicketSolved,
  TicketTrashed,
} from '../tickets/events.js';
import { type Kind, weightOf } from './kinds.js';

/** The facts that may concern somebody. */
export const FACTS_THAT_CONCERN = [
  TicketOpened,
  TicketAssigned,
  MessageReceived,
  MessagePosted,
  NoteAdded,
  NoteMentioned,
  MessageMarked,
  ReplyHeldBack,
  SideAnswered,
  SideFailed,
  SurveyAnswered,
  CaseOpened,
  CaseHandedOver,
  SlaWarned,
  SlaBreached,
  TicketReopened,
  TicketSolved,
  TicketTrashed,
];

/** What is known around a ticket when a fact of it is looked at. */
export interface Surroundings {
  assigneeId: string | null;
  teamId: string | null;
  spam: boolean;
  watchers: string[];
  /** Who solved its last episode. */
  solverId: string | null;
  /** Who wrote a reply. */
  authorOf(messageId: string): string | null;
  membersOf(teamId: string): string[];
  /** The leads of a team; where it has none, or there is no team, all leads, else the owners. */
  leadsOf(teamId: string | null): string[];
  /** Who wants to hear of tickets that nobody has. */
  eager: string[];
}

export interface Concern {
  agentId: string;
  kind: Kind;
  actorId: string | null;
  messageId: string | null;
  episode: number | null;
  seq: number;
  at: string;
}

/** One concern an agent at most: the heaviest. */
export function whomItConcerns(fact: Fact, around: Surroundings): Concern[] {
  const actor = (fact.payload as { actor?: Actor }).actor?.agentId ?? null;
  const found = new Map<string, Kind>();
  const tell = (kind: Kind, agentIds: (string | null)[]) => {
    for (const id of agentIds) {
      const known = id && found.get(id);
      if (id && id !== actor && (!known || weightOf(kind) > weightOf(known))) found.set(id, kind);
    }
  };
  concern(fact, around, tell);
  const { messageId, episode, sideId } = fact.payload as {
    messageId?: string | null;
    episode?: number;
    sideId?: string;
  };
  return [...found].map(([agentId, kind]) => ({
    agentId,
    kind,
    actorId: actor,
    // Of a side conversation, which one: its message stands in no ticket.
    messageId: sideId ?? messageId ?? null,
    episode: episode ?? null,
    seq: fact.seq,
    at: fact.at,
  }));
}

type Tell = (kind: Kind, agentIds: (string | null)[]) => void;

function concern(fact: Fact, around: Surroundings, tell: Tell): void {
  const mine = [around.assigneeId];
  if (around.spam && !NoteMentioned.is(fact)) return;
  if (TicketOpened.is(fact)) {
    if (fact.payload.startedBy === 'customer' && !around.assigneeId)
      tell('unassigned', eagerFor(around, around.teamId));
  } else if (TicketAssigned.is(fact)) {
    assigned(fact.payload, around, tell);
  } else if (MessageReceived.is(fact)) {
    if (fact.payload.automatic) return;
    tell('reply', mine);
    tell('watched', around.watchers);
  } else if (MessagePosted.is(fact)) {
    if (!fact.payload.bot) tell('watched', around.watchers);
  } else if (NoteMentioned.is(fact)) {
    tell('mention', [...fact.payload.agentIds, ...fact.payload.teamIds.flatMap(around.membersOf)]);
  } else if (NoteAdded.is(fact) || TicketSolved.is(fact)) {
    tell('watched', around.watchers);
  } else if (MessageMarked.is(fact)) {
    const { state, bot, messageId } = fact.payload;
    if ((state === 'failed' || state === 'unknown') && !bot) tell('reply-failed', [around.authorOf(messageId)]);
  } else if (SideAnswered.is(fact)) {
    tell('side-reply', [fact.payload.ownerId, ...mine]);
    tell('watched', around.watchers);
  } else if (SideFailed.is(fact)) {
    tell('reply-failed', [fact.payload.ownerId]);
  } else if (ReplyHeldBack.is(fact)) {
    tell('reply-held', [fact.payload.agentId]);
  } else if (SurveyAnswered.is(fact)) {
    if (!fact.payload.good) tell('low-rating', [around.solverId, ...mine]);
  } else if (CaseOpened.is(fact)) {
    tell('case', [fact.payload.ownerId, ...around.leadsOf(fact.payload.teamId)]);
  } else if (CaseHandedOver.is(fact)) {
    tell('case', [fact.payload.toAgentId]);
  } else if (SlaBreached.is(fact)) tell('sla-breached', mine);
  else if (SlaWarned.is(fact)) tell('sla-warned', mine);
  else if (TicketReopened.is(fact)) {
    tell('reopened', [around.solverId]);
    tell('watched', around.watchers);
  }
}

type Assigned = typeof TicketAssigned extends { is(fact: Fact): fact is Fact<infer P> } ? P : never;

function assigned(to: Assigned, around: Surroundings, tell: Tell): void {
  if (to.toAgentId) {
    if (to.toAgentId !== to.fromAgentId) tell('assigned', [to.toAgentId]);
  } else if (to.toTeamId && to.toTeamId !== to.fromTeamId) tell('unassigned', eagerFor(around, to.toTeamId));
}

/** Without a team it is everybody's. */
function eagerFor(around: Surroundings, teamId: string | null): string[] {
  if (!teamId) return around.eager;
  const members = new Set(around.membersOf(teamId));
  return around.eager.filter((id) => members.has(id));
}

/** Facts of one instant are one thing that happened: an agent hears of it once, by its heaviest. In order. */
export function gatherConcerns(concerns: Concern[]): Concern[] {
  const gathered = new Map<string, Concern>();
  for (const one of concerns) {
    const key = `${one.agentId} ${one.at}`;
    const known = gathered.get(key);
    if (!known) gathered.set(key, one);
    else {
      const heavier = weightOf(one.kind) > weightOf(known.kind) ? one : known;
      gathered.set(key, { ...heavier, seq: Math.max(one.seq, known.seq) });
    }
  }
  return [...gathered.values()];
}
