// What bulk work changed of a ticket, as it was before; and how that is taken back where nobody has changed it since. Pure.
import type { NewFact } from '../../platform/events/define-event.js';
import { type Actor, ResponseAnnulled, TicketMarkedSpam, TicketPrioritised, TicketTagged } from '../events.js';
import type { FieldValuesToSet } from '../require-fields.js';
import {
  annulReopening,
  annulSolve,
  assign,
  type Change,
  changeState,
  inTurn,
  reopen,
  snooze,
  type Ticket,
  type Unsolved,
  wake,
} from '../ticket.js';

/** Only what was changed is here. Instants are ISO strings. */
export interface Before {
  holder?: { agentId: string | null; teamId: string | null };
  state?: {
    state: Ticket['state'];
    waitingSince: string | null;
    part: number;
    first: boolean;
    /** It was solved: until when that can be annulled, and what stood there before. */
    held?: { until: string; solvedAt: string | null; resolved: Unsolved['before'] };
  };
  priority?: number;
  tags?: number[];
  snooze?: string | null;
  spam?: boolean;
  /** Own fields that were set: what stood in them; null: nothing. */
  fields?: FieldValuesToSet;
  /** Replies that were posted: they have an undo window of their own. */
  replies?: string[];
  /** A note was written: it stays. */
  noted?: true;
}
export type Aspect = keyof Before;

/** The facts by which each aspect changes. */
const CHANGED_BY: Partial<Record<Aspect, string[]>> = {
  holder: ['ticket.assigned'],
  state: [
    'ticket.state-changed',
    'ticket.solved',
    'ticket.reopened',
    'solve.annulled',
    'reopening.annulled',
    'ticket.closed',
    'wait.recounted',
  ],
  priority: ['ticket.prioritised'],
  tags: ['ticket.tagged'],
  snooze: ['ticket.snoozed', 'ticket.woken'],
  spam: ['ticket.marked-spam', 'ticket.trashed', 'ticket.restored'],
};

/** The wait that solving ended without an answer. */
export interface Unanswered {
  startedAt: string;
  part: number;
  first: boolean;
}

/** What differs between a ticket and itself a moment later. `ended`: a reply that was let go may have ended its wait before. */
export function beforeOf(then: Ticket, now: Ticket, ended: Unanswered | null): Before {
  const before: Before = {};
  const { assigneeId: agentId, teamId } = then;
  if (agentId !== now.assigneeId || teamId !== now.teamId) before.holder = { agentId, teamId };
  if (then.state !== now.state) {
    const { startedAt: waitingSince = null, part = 0, first = false } = ended ?? {};
    // Nobody is new who has been answered.
    const state = then.state === 'new' && now.touches > then.touches ? 'open' : then.state;
    if (state !== now.state) before.state = { state, waitingSince, part, first };
  }
  if (then.priority !== now.priority) before.priority = then.priority;
  if (then.tags.join() !== now.tags.join()) before.tags = then.tags;
  if (then.spam !== now.spam) before.spam = then.spam;
  if (then.snoozedUntil?.getTime() !== now.snoozedUntil?.getTime())
    before.snooze = then.snoozedUntil?.toISOString() ?? null;
  return before;
}

/** Nothing goes back behind words of the customer: not to where we wait for them, not to sleep. */
function isHeardSince(aspect: Aspect, { state, snooze }: Before, facts: ReadonlySet<string>): boolean {
  const away = aspect === 'state' ? state!.state !== 'new' && state!.state !== 'open' : aspect === 'snooze' && !!snooze;
  return away && facts.has('message.received');
}

/** `facts`: the kinds the ticket has had since, a machine's notices aside. `left`: aspects that somebody has changed, or that cannot be taken back. */
export function takeBack(
  ticket: Ticket,
  before: Before,
  facts: ReadonlySet<string>,
  actor: Actor,
  at: Date,
): { change: Change; left: Aspect[] } {
  const aspects = (Object.keys(CHANGED_BY) as Aspect[]).filter((aspect) => before[aspect] !== undefined);
  const left = aspects.filter(
    (aspect) => CHANGED_BY[aspect]!.some((type) => facts.has(type)) || isHeardSince(aspect, before, facts),
  );
  let change: Change = { patch: {}, facts: [] };
  for (const aspect of aspects) {
    if (!left.includes(aspect)) change = inTurn(ticket, change, (now) => BACK[aspect]!(now, before, actor, at));
  }
  return { change, left: before.noted ? [...left, 'noted'] : left };
}

type Back = (ticket: Ticket, before: Before, actor: Actor, at: Date) => Change;
const one = (patch: Partial<Ticket>, fact: NewFact): Change => ({ patch, facts: [fact] });

const BACK: Partial<Record<Aspect, Back>> = {
  holder: (ticket, { holder }, actor, at) => assign(ticket, holder!, actor, at),
  // The state goes before sleep: what is solved cannot sleep.
  state: (ticket, { state }, actor, at) => backToState(ticket, state!, actor, at),
  priority: (ticket, { priority }, actor, at) =>
    one({ priority: priority! }, TicketPrioritised.of(at, { actor, from: ticket.priority, to: priority! })),
  tags: (_, { tags }, actor, at) => one({ tags: tags! }, TicketTagged.of(at, { actor, tags: tags! })),
  spam: (_, { spam }, actor, at) => one({ spam: spam! }, TicketMarkedSpam.of(at, { actor, spam: spam! })),
  snooze: (ticket, before, actor, at) => {
    const until = before.snooze ? new Date(before.snooze) : null;
    if (until && until > at && ticket.state !== 'solved') return snooze(ticket, until, actor, at);
    return wake(ticket, 'person', actor, at);
  },
};

function backToState(ticket: Ticket, was: NonNullable<Before['state']>, actor: Actor, at: Date): Change {
  if (was.state === 'solved') return annulReopening(ticket, actor, at);
  if (ticket.state !== 'solved') return changeState(ticket, was.state as 'new', actor, at);
  // Solving had ended the customer's wait without an answer: it goes on.
  const waits: Change = { patch: {}, facts: [] };
  if (was.waitingSince) {
    const { part, first, waitingSince } = was;
    waits.patch.waitingSince = new Date(waitingSince);
    waits.facts.push(ResponseAnnulled.of(at, { part, first, answered: false, waitingSince, messageId: null }));
  }
  const unsolved = heldStill(was, at);
  if (unsolved) return inTurn(ticket, annulSolve(ticket, unsolved, actor, at), () => waits);
  const open = inTurn(ticket, reopen(ticket, actor, at), () => waits);
  return was.state === 'open' ? open : inTurn(ticket, open, (now) => changeState(now, was.state as 'new', actor, at));
}

/** Nobody may have been asked yet: a second is left for clocks that do not agree. */
const MARGIN_MS = 1000;

/** What it goes back to as if it had never been solved; null: too late, it is opened again. */
function heldStill({ state, held }: NonNullable<Before['state']>, at: Date): Unsolved | null {
  if (!held || Date.parse(held.until) - at.getTime() < MARGIN_MS) return null;
  const { solvedAt, resolved } = held;
  return {
    state: state as Unsolved['state'],
    solvedAt: solvedAt === null ? null : new Date(solvedAt),
    before: resolved,
  };
}
