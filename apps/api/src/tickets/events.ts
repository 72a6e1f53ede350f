// Everything that can happen to a ticket, as facts: what reports, surveys, rules and screens above hear about.
import { defineEvent } from '../platform/events/define-event.js';

/** Who did it: a person, a program (API key), a rule, or the customer. */
export interface Actor {
  by: 'agent' | 'api' | 'rule' | 'customer' | 'system';
  agentId: string | null;
  /** Ids of the rules that led to it, first to last: the last one did it, and none of them hears of it again. */
  rules?: string[];
}

/** How long something took, stored when it became known. */
export interface Measured {
  startedAt: string;
  endedAt: string;
  calendarSeconds: number;
  /** In the calendar version in force when it ended; null without a calendar, never 0 for want of one. */
  businessSeconds: number | null;
  calendarVersionId: string | null;
}

export const TicketOpened = defineEvent<{
  channel: string;
  connectionId: string;
  contactId: string;
  number: number;
  startedBy: 'customer' | 'agent';
  language: string | null;
  /** The closed ticket this one continues. */
  follows: string | null;
}>('ticket.opened');

export const MessageReceived = defineEvent<{
  messageId: string /** an automatic mail shown folded: no clock moves */;
  automatic: boolean;
}>('message.received');

/** An agent's public reply, its undo window passed; `at` is the instant Send was pressed. */
export const MessagePosted = defineEvent<{ messageId: string; actor: Actor; bot: boolean }>('message.posted');
/** A reply or card waits for its undo window (or none): the order to deliver. `dueAt` is when it may go. */
export const MessageQueued = defineEvent<{ messageId: string; dueAt: string }>('message.queued');
export const MessageUndone = defineEvent<{ messageId: string }>('message.undone');
export const NoteAdded = defineEvent<{ messageId: string; actor: Actor }>('note.added');
/** A note names colleagues or teams: they are to be told. Beside the note's own fact, in the same transaction. */
export const NoteMentioned = defineEvent<{ messageId: string; actor: Actor; agentIds: string[]; teamIds: string[] }>(
  'note.mentioned',
);
/** A reply was written that goes out later. */
export const ReplyScheduled = defineEvent<{ scheduledId: string; actor: Actor; dueAt: string }>('reply.scheduled');
/** It will not go out: taken back, taken up again, or sent (`message.queued` follows). */
export const ReplyUnscheduled = defineEvent<{
  scheduledId: string;
  actor: Actor;
  why: 'cancelled' | 'edited' | 'sent';
}>('reply.unscheduled');
/** It waits for its agent (`agentId`), who must look again: the customer wrote, or it could not go. */
export const ReplyHeldBack = defineEvent<{
  scheduledId: string;
  agentId: string;
  why: 'customer-wrote' | 'ticket-closed' | 'reply-window-over' | 'failed';
}>('reply.held-back');
export const MessageMarked = defineEvent<{
  messageId: string;
  state: 'sent' | 'delivered' | 'read' | 'kept' | 'failed' | 'unknown' | 'queued';
  /** A card or an automatic word, not an agent's reply; absent: not known here. */
  bot?: boolean;
}>('message.marked');
export const MessageEdited = defineEvent<{ messageId: string }>('message.edited');
export const MessageDeleted = defineEvent<{ messageId: string }>('message.deleted');

/** A waiting segment ended: a public human reply, or solving without one (`answered: false`, counted, no duration). */
export const ResponseMeasured = defineEvent<
  Measured & {
    part: number;
    first: boolean;
    answered: boolean;
    messageId: string | null;
    agentId: string | null;
    teamId: string | null;
    /** The customer wrote again after Send was pressed, while the reply could still be undone: the next wait began then. */
    waitsOnSince: string | null;
  }
>('response.measured');
/** A reply that ended a segment has failed: that measure never was, and the customer waits on since `waitingSince`. */
export const ResponseAnnulled = defineEvent<{
  part: number;
  first: boolean;
  /** False: a wait that solving had ended. Absent: an answered one. */
  answered?: boolean;
  waitingSince: string;
  messageId: string | null;
}>('response.annulled');
/** Messages left the ticket or came back: since when its customer waits now. */
export const WaitRecounted = defineEvent<{ waitingSince: string | null }>('wait.recounted');
/** And how long an episode took, counted from the message that is the first now; null: the customer never wrote before it. */
export const ResolutionRecounted = defineEvent<{ episode: number; first: boolean; resolution: Measured | null }>(
  'resolution.recounted',
);

/** Why routing gave a ticket to whom it did, or took it back. */
export interface Placement {
  how: 'round-robin' | 'least-loaded' | 'rule' | 'default-team' | 'overflow-team' | 'offline' | 'handed-back';
  /** The routing rule that spoke, if one did. */
  ruleId?: string;
  /** The team whose turn it was; null: the queue of no team. */
  teamId?: string | null;
  /** How many of this kind they hold with this one, and of how many; null: no limit. */
  load?: number;
  of?: number | null;
  /** What was asked for and they can. */
  skills?: number[];
  /** It had waited too long for somebody with those skills. */
  anyone?: boolean;
}

export const TicketAssigned = defineEvent<{
  actor: Actor;
  fromAgentId: string | null;
  toAgentId: string | null;
  fromTeamId: string | null;
  toTeamId: string | null;
  /** A change after the first assignment: the customer has to start again. */
  handoff: boolean;
  /** Routing did it. */
  why?: Placement;
}>('ticket.assigned');
export const TicketStateChanged = defineEvent<{
  actor: Actor;
  from: string;
  to: string /** seconds spent in `from` */;
  seconds: number;
}>('ticket.state-changed');
export const TicketPrioritised = defineEvent<{ actor: Actor; from: number; to: number }>('ticket.prioritised');
export const TicketTagged = defineEvent<{ actor: Actor; tags: number[] }>('ticket.tagged');
/** Out of the queue until an instant, or until the customer writes. No clock knows of it. */
export const TicketSnoozed = defineEvent<{ actor: Actor; until: string }>('ticket.snoozed');
/** Back in the queue: the time has come, the customer wrote, or a person thought better of it. `until`: as it had been meant. */
export const TicketWoken = defineEvent<{ actor: Actor; why: 'time' | 'customer' | 'person' | 'side'; until: string }>(
  'ticket.woken',
);
/** Fields of the workspace were filled or emptied: by id; a choice, number, day or flag by its value, words not at all. */
export const TicketFieldsSet = defineEvent<{
  actor: Actor;
  fields: ({ id: string } & ({ to: string | number | boolean | string[] | null } | { set: boolean }))[];
}>('ticket.fields-set');
export const TicketMarkedSpam = defineEvent<{ actor: Actor; spam: boolean }>('ticket.marked-spam');

/** An episode ended well. `first`/`full`: first customer message → this instant; null when the customer never wrote. */
export const TicketSolved = defineEvent<{
  actor: Actor;
  episode: number;
  solverId: string | null;
  teamId: string | null;
  byRule: boolean;
  first: boolean;
  resolution: Measured | null;
  touches: number;
  requesterWaitSeconds: number;
  agentWaitSeconds: number;
  /** It can be annulled until then. */
  heldUntil?: string;
}>('ticket.solved');
/** Solved by mistake and taken back at once: that episode was never solved. `before`: the full resolution as it stood, of the episode before. */
export const SolveAnnulled = defineEvent<{
  actor: Actor;
  episode: number;
  to: 'new' | 'open' | 'pending' | 'hold';
  before: (Measured & { agentId: string | null; teamId: string | null }) | null;
}>('solve.annulled');
export const TicketReopened = defineEvent<{
  actor: Actor;
  episode: number /** the episode that begins */;
  next: number;
}>('ticket.reopened');
/** "Only thanks": the reopening never was; the episode goes on. */
export const ReopeningAnnulled = defineEvent<{ actor: Actor; episode: number }>('reopening.annulled');
/** It is another person's ticket: answers go to them. */
export const RequesterChanged = defineEvent<{ actor: Actor; from: string; to: string }>('requester.changed');
/** Messages of this ticket now stand in one of their own. */
export const TicketSplit = defineEvent<{ actor: Actor; into: string; intoNumber: number; messages: number }>(
  'ticket.split',
);
/** This ticket was split out of another. */
export const TicketSplitOff = defineEvent<{ actor: Actor; from: string; fromNumber: number }>('ticket.split-off');
/** A split was taken back: its messages are here again. */
export const SplitUndone = defineEvent<{ actor: Actor; from: string; fromNumber: number; messages: number }>(
  'split.undone',
);
/** Everything of this ticket is in another one now: it leaves every metric. */
export const TicketMerged = defineEvent<{ actor: Actor; into: string; intoNumber: number }>('ticket.merged');
/** And everything of another one is in this ticket. */
export const TicketMergedIn = defineEvent<{ actor: Actor; from: string; fromNumber: number; messages: number }>(
  'ticket.merged-in',
);
/** The merge was taken back: this ticket is by itself again. `spam`: it is in no metric all the same. */
export const TicketUnmerged = defineEvent<{ actor: Actor; from: string; fromNumber: number; spam: boolean }>(
  'ticket.unmerged',
);
/** And what had come from it is there again. */
export const MergeUndone = defineEvent<{ actor: Actor; from: string; fromNumber: number; messages: number }>(
  'merge.undone',
);
/** A message stands in this ticket now, as old as it is. `heard`: a customer's words that a clock hears. */
export const MessageMoved = defineEvent<{ messageId: string; heard: boolean; saidAt: string }>('message.moved');
/** Two tickets have to do with each other, seen from this one; `kind` null: no more. */
export const TicketLinked = defineEvent<{
  actor: Actor;
  other: string;
  otherNumber: number;
  kind: 'related' | 'blocks' | 'blocked-by' | 'parent-of' | 'child-of' | null;
}>('ticket.linked');
/** Into the trash: the ticket has left every metric, for good or until it is restored. */
export const TicketTrashed = defineEvent<{ actor: Actor }>('ticket.trashed');
/** Out of it again. `spam`: it is in no metric all the same. */
export const TicketRestored = defineEvent<{ actor: Actor; spam: boolean }>('ticket.restored');
/** Its words and files are gone for good; the facts stay. */
export const TicketErased = defineEvent<{ messageIds: string[] }>('ticket.erased');
/** Somebody else was asked about the ticket, in a conversation of its own. */
export const SideOpened = defineEvent<{ actor: Actor; sideId: string }>('side.opened');
export const SideAnswered = defineEvent<{ sideId: string; messageId: string; ownerId: string | null }>('side.answered');
/** What `ownerId` wrote there did not arrive, or may not have. */
export const SideFailed = defineEvent<{ sideId: string; messageId: string; ownerId: string | null }>('side.failed');
export const SideClosed = defineEvent<{ actor: Actor; sideId: string }>('side.closed');
export const SideReopened = defineEvent<{ actor: Actor; sideId: string }>('side.reopened');
export const TicketClosed = defineEvent<{ episode: number }>('ticket.closed');

/** What survey/ records on the ticket; declared here because facts of a ticket live in one list. */
export const SurveyDecided = defineEvent<{
  episode: number;
  asked: boolean;
  reason: string | null;
  invitationId: string | null;
  surveyId: string | null;
  kind: string | null;
  scaleMax: number | null;
  solverId: string | null;
  teamId: string | null;
}>('survey.decided');
/** A rule, a macro or somebody with many tickets wants this one asked about; null: by whichever survey is meant for it. */
export const SurveyRequested = defineEvent<{ actor: Actor; surveyId: string | null }>('survey.requested');
/** An asked survey was taken back before sending (reopened, opted out…): the decision of that episode is now "not asked". */
export const SurveyCancelled = defineEvent<{ episode: number; invitationId: string; reason: string }>(
  'survey.cancelled',
);
export const SurveyInvited = defineEvent<{
  episode: number;
  invitationId: string;
  state: 'sent' | 'kept' | 'failed' | 'unknown';
}>('survey.invited');
export const SurveyAnswered = defineEvent<{
  episode: number;
  invitationId: string;
  version: number;
  score: number;
  good: boolean;
  source: string;
  /** Ids of the reasons ticked; absent in older facts. */
  reasons?: string[];
}>('survey.answered');
/** A bad answer became somebody's task. `part`: the how-manieth case of the ticket. */
export const CaseOpened = defineEvent<{
  caseId: string;
  part: number;
  /** Null: the answer was given by a link. */
  invitationId: string | null;
  surveyId: string;
  score: number;
  scaleMax: number;
  ownerId: string | null;
  teamId: string | null;
  dueAt: string;
  /** It had been closed, and the answer is bad again. */
  again: boolean;
}>('case.opened');
export const CaseHandedOver = defineEvent<{
  caseId: string;
  part: number;
  actor: Actor;
  fromAgentId: string | null;
  toAgentId: string | null;
}>('case.handed-over');
/** Its customer gave another answer while it was open. */
export const CaseRescored = defineEvent<{ caseId: string; part: number; score: number; scaleMax: number }>(
  'case.rescored',
);
export const CaseClosed = defineEvent<{
  caseId: string;
  part: number;
  actor: Actor;
  outcome: 'recovered' | 'not-recovered' | 'not-reachable' | 'our-mistake' | 'improved';
}>('case.closed');
export const CaseReopened = defineEvent<{ caseId: string; part: number; actor: Actor }>('case.reopened');
/** The second question at the end of a case: asked, or not asked because. */
export const AskedAgain = defineEvent<{
  caseId: string;
  asked: boolean;
  reason: string | null;
  invitationId: string | null;
}>('case.asked-again');
/** A question that is about no episode (the second one of a case, or one of a round) has got somewhere. */
export const AsideInvited = defineEvent<{
  about: 'case' | 'round';
  aboutId: string;
  invitationId: string;
  state: 'sent' | 'kept' | 'failed' | 'unknown' | 'cancelled';
  reason?: string;
}>('aside.invited');
export const AsideAnswered = defineEvent<{
  about: 'case' | 'round';
  aboutId: string;
  invitationId: string;
  version: number;
  score: number;
  good: boolean;
  source: string;
}>('aside.answered');
/** A rating or its comment now stands on the card. */
export const RatingShown = defineEvent<{ messageId: string }>('rating.shown');
/** A line of a chat went to its customer by mail too, or could not. */
export const MessageMailed = defineEvent<{ messageId: string; state: 'sent' | 'kept' | 'failed' | 'unknown' }>(
  'message.mailed',
);
/** The whole conversation went out by mail to whoever asked for it, or could not. */
export const TranscriptMailed = defineEvent<{
  actor: Actor;
  state: 'sent' | 'kept' | 'failed' | 'unknown';
}>('transcript.mailed');
/** The customer has seen the conversation up to a seq. */
export const CustomerRead = defineEvent<{ upToSeq: number }>('customer.read');
/** The ticket's person is now found on another card: two cards were merged, or (`undone`) are two again. */
export const CustomerMerged = defineEvent<{
  actor: Actor;
  mergeId: string;
  fromContactId: string;
  toContactId: string;
  undone: boolean;
}>('customer.merged');
/** The customer blocked us in their messenger, or let us in again. */
export const CustomerReachability = defineEvent<{ reachable: boolean }>('customer.reachability');
export const MessageReacted = defineEvent<{ messageId: string }>('message.reacted');

/** A promise of how soon: the waiting segment of a response, the episode of a resolution. */
export interface Promised {
  target: 'first-response' | 'next-response' | 'resolution';
  part: number;
  policyId: string;
  startedAt: string;
  /** The instant that was promised, not the one at which we noticed. */
  dueAt: string;
}
/** Of a response: the measured segment that ended it. A promise keeps its own number when a segment is taken back. */
type Segment = number;
/** What rules/ records on the ticket; declared here because facts of a ticket live in one list. Each once a due instant. */
export const SlaWarned = defineEvent<Promised>('sla.warned');
export const SlaBreached = defineEvent<Promised>('sla.breached');
/** The promise is kept, or at least fulfilled (`late`). `seconds` were promised by `clock`; with the warnings this is what attainment is counted from. */
export const SlaMet = defineEvent<
  Promised & {
    metAt: string;
    late: boolean;
    clock: 'calendar' | 'business';
    seconds: number;
    /** The hours by which it was reckoned; null: around the clock. */
    calendarVersionId: string | null;
    segment?: Segment;
  }
>('sla.met');
/**
 * A broken promise is over without what was promised. `stoppedAt`: the ticket was solved then without the answer; null: it had
 * been solved in time, or its wait never was after all.
 */
export const SlaStopped = defineEvent<Promised & { stoppedAt: string | null; segment?: Segment }>('sla.stopped');
/** What had ended it never was (the reply failed, the solving was a mistake): the promise runs on. */
export const SlaAnnulled = defineEvent<Pick<Promised, 'target' | 'part' | 'policyId'>>('sla.annulled');
