// The clocks of a ticket's promises, pure: its facts in order, folded into what ran, what waited and what ended.
import type { Target } from '../desk/sla-policy.js';
import type { EventType, Fact } from '../platform/events/define-event.js';
import {
  MessageMoved,
  MessageReceived,
  ReopeningAnnulled,
  ResponseAnnulled,
  ResponseMeasured,
  SolveAnnulled,
  TicketAssigned,
  TicketFieldsSet,
  TicketMarkedSpam,
  TicketMerged,
  TicketOpened,
  TicketPrioritised,
  TicketReopened,
  TicketRestored,
  TicketSolved,
  TicketStateChanged,
  TicketTagged,
  TicketTrashed,
  TicketUnmerged,
  WaitRecounted,
} from '../tickets/events.js';

/** Facts that start, pause or end a clock. */
export const FACTS_OF_CLOCKS = [
  TicketOpened,
  MessageReceived,
  MessageMoved,
  ResponseMeasured,
  SolveAnnulled,
  ResponseAnnulled,
  WaitRecounted,
  TicketStateChanged,
  TicketSolved,
  TicketReopened,
  ReopeningAnnulled,
];
/** And those after which another policy may speak for the ticket, or none. */
export const FACTS_OF_PROMISES = [
  ...FACTS_OF_CLOCKS,
  TicketAssigned,
  TicketPrioritised,
  TicketTagged,
  TicketFieldsSet,
  TicketMarkedSpam,
  TicketMerged,
  TicketUnmerged,
  TicketTrashed,
  TicketRestored,
] as EventType<object>[];

/** One clock, from the customer's words to our answer, or over one episode. Instants in milliseconds. */
export interface Run {
  target: Target;
  /** The waiting segment, or the episode. Unique with the target. */
  part: number;
  startedAt: number;
  /** Pending: we wait for the customer. The last one may have no end. */
  pauses: { from: number; to: number | null }[];
  /** `stopped`: it ended without what was promised (solved without a reply). `seq`: of the fact that ended it. */
  end: Ending | null;
}

interface Ending {
  how: 'met' | 'stopped';
  at: number;
  seq: number;
  /** Of a wait: the measured segment that ended it. A wait keeps its number when a segment is taken back, so the two may differ. */
  segment?: number;
}

interface Fold {
  runs: Run[];
  startedBy: 'customer' | 'agent';
  pending: boolean;
  solved: boolean;
  episode: number;
  nextPart: number;
  firstAnswered: boolean;
}

/** Every clock of a ticket, from all of its facts in order of seq. */
export function runClocks(facts: Pick<Fact, 'type' | 'at' | 'seq' | 'payload'>[]): Run[] {
  const fold: Fold = {
    runs: [],
    startedBy: 'customer',
    pending: false,
    solved: false,
    episode: 1,
    nextPart: 1,
    firstAnswered: false,
  };
  for (const fact of facts) step(fold, fact as Fact);
  return fold.runs;
}

function step(fold: Fold, fact: Fact): void {
  const at = new Date(fact.at).getTime();
  if (TicketOpened.is(fact)) fold.startedBy = fact.payload.startedBy;
  else if (MessageReceived.is(fact)) {
    if (fact.payload.automatic) return;
    waitFrom(fold, at, false);
    beginResolving(fold, at);
  } else if (MessageMoved.is(fact)) {
    // Its wait comes with the recount that follows it.
    if (fact.payload.heard) beginResolving(fold, Date.parse(fact.payload.saidAt));
  } else if (WaitRecounted.is(fact)) {
    const { waitingSince } = fact.payload;
    if (waitingSince) waitFrom(fold, Date.parse(waitingSince), true);
    else forget(fold, waiting(fold));
  } else if (ResponseMeasured.is(fact) || ResponseAnnulled.is(fact)) respond(fold, fact);
  else foldState(fold, fact, at);
}

function respond(fold: Fold, fact: Fact): void {
  if (ResponseMeasured.is(fact)) {
    const { part, first, answered, endedAt, waitsOnSince } = fact.payload;
    const run = waiting(fold);
    // A merge brings waits that were over before this one began.
    if (run && Date.parse(endedAt) >= run.startedAt)
      run.end = { how: answered ? 'met' : 'stopped', at: Date.parse(endedAt), seq: fact.seq, segment: part };
    fold.nextPart = Math.max(fold.nextPart, part + 1);
    if (first && answered) fold.firstAnswered = true;
    if (waitsOnSince) waitFrom(fold, Date.parse(waitsOnSince), false);
  } else if (ResponseAnnulled.is(fact)) {
    const { part, first, waitingSince } = fact.payload;
    if (first) fold.firstAnswered = false;
    // The wait that began since is part of this one again.
    forget(fold, waiting(fold));
    const run = fold.runs.findLast((one) => one.end?.segment === part);
    if (run) {
      run.end = null;
      run.startedAt = Date.parse(waitingSince);
    } else waitFrom(fold, Date.parse(waitingSince), true);
  }
}

function foldState(fold: Fold, fact: Fact, at: number): void {
  if (TicketStateChanged.is(fact)) {
    fold.pending = fact.payload.to === 'pending';
    pauseOrGoOn(fold, at);
  } else if (TicketSolved.is(fact)) {
    fold.solved = true;
    fold.pending = false;
    pauseOrGoOn(fold, at);
    const run = resolving(fold);
    if (run) run.end = { how: 'met', at, seq: fact.seq };
  } else if (TicketReopened.is(fact)) {
    fold.solved = false;
    fold.pending = false;
    fold.episode = fact.payload.next;
    resolveFrom(fold, at);
  } else if (ReopeningAnnulled.is(fact)) {
    // That episode never was, and its message asks for no answer.
    fold.runs = fold.runs.filter((run) => run.target !== 'resolution' || run.part <= fact.payload.episode);
    forget(fold, waiting(fold));
    fold.solved = true;
    fold.episode = fact.payload.episode;
  } else if (SolveAnnulled.is(fact)) {
    fold.solved = false;
    fold.pending = fact.payload.to === 'pending';
    const { episode } = fact.payload;
    const run = fold.runs.findLast((one) => one.target === 'resolution' && one.part === episode);
    if (run) run.end = null;
    pauseOrGoOn(fold, at);
  }
}

const waiting = (fold: Fold) => fold.runs.find((run) => run.target !== 'resolution' && !run.end);
const resolving = (fold: Fold) => fold.runs.find((run) => run.target === 'resolution' && !run.end);

/** Begins a wait, unless one runs; `moves`: the one that runs began then. */
function waitFrom(fold: Fold, startedAt: number, moves: boolean): void {
  const run = waiting(fold);
  if (run) {
    if (moves) run.startedAt = startedAt;
    return;
  }
  const target = fold.startedBy === 'customer' && !fold.firstAnswered ? 'first-response' : 'next-response';
  fold.runs.push({ target, part: fold.nextPart, startedAt, pauses: [], end: null });
}

function beginResolving(fold: Fold, at: number): void {
  if (!fold.solved && !fold.runs.some((run) => run.target === 'resolution' && run.part === fold.episode))
    resolveFrom(fold, at);
}

function resolveFrom(fold: Fold, startedAt: number): void {
  const pauses = fold.pending ? [{ from: startedAt, to: null }] : [];
  fold.runs.push({ target: 'resolution', part: fold.episode, startedAt, pauses, end: null });
}

function pauseOrGoOn(fold: Fold, at: number): void {
  const run = resolving(fold);
  const last = run?.pauses.at(-1);
  if (!run) return;
  if (last && last.to === null) {
    if (!fold.pending) last.to = Math.max(at, last.from);
  } else if (fold.pending) run.pauses.push({ from: Math.max(at, run.startedAt), to: null });
}

function forget(fold: Fold, run: Run | undefined): void {
  fold.runs = fold.runs.filter((one) => one !== run);
}
