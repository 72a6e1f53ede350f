// What happened to a ticket, as rules hear of it, pure: facts of one transaction are one happening, with what was before it.
import type { EventType, Fact } from '../platform/events/define-event.js';
import {
  type Actor,
  MessagePosted,
  MessageReceived,
  ReopeningAnnulled,
  ResponseAnnulled,
  SlaBreached,
  SlaWarned,
  SolveAnnulled,
  SurveyAnswered,
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
  TicketUnmerged,
  TicketWoken,
  WaitRecounted,
} from '../tickets/events.js';
import type { Occasion } from './rule.js';

/** Facts that rules may be about; and, at the end, those that only move a clock of theirs. */
export const FACTS_OF_RULES = [
  TicketOpened,
  MessageReceived,
  MessagePosted,
  TicketStateChanged,
  TicketSolved,
  SolveAnnulled,
  TicketReopened,
  TicketAssigned,
  TicketPrioritised,
  TicketTagged,
  SurveyAnswered,
  SlaWarned,
  SlaBreached,
  TicketWoken,
  TicketFieldsSet,
  ReopeningAnnulled,
  ResponseAnnulled,
  WaitRecounted,
  TicketMarkedSpam,
  TicketMerged,
  TicketUnmerged,
  TicketRestored,
] as EventType<object>[];

/** As it was before; what did not change is absent. */
export interface Before {
  state?: string | null;
  priority?: number;
  assigneeId?: string | null;
  teamId?: string | null;
}

export interface Happening {
  /** Of its first fact: its name for ever. */
  seq: number;
  /** Of its last fact. */
  upTo: number;
  at: Date;
  occasions: Set<Occasion>;
  before: Before;
  by: Actor['by'];
  /** The rules that led to it, first to last. */
  chain: string[];
  /** The customer's words it brought; an automatic one brings none. */
  messageId: string | null;
  /** It came with a machine's notice. */
  automatic: boolean;
  score: number | null;
}

type Told = Pick<Fact, 'seq' | 'type' | 'at' | 'payload'>;

/** Facts in order of seq, grouped: those of one instant by one hand are one happening. */
export function happeningsOf(facts: Told[]): Happening[] {
  const found: Happening[] = [];
  for (const fact of facts) {
    const chain = chainOf(fact);
    const at = new Date(fact.at);
    const last = found.at(-1);
    const same = last && last.at.getTime() === at.getTime() && last.chain.join() === chain.join();
    const happening = same ? last : fresh(fact, at, chain);
    if (!same) found.push(happening);
    happening.upTo = fact.seq;
    tell(happening, fact as Fact);
  }
  return found;
}

export const chainOf = (fact: Pick<Fact, 'payload'>): string[] =>
  (fact.payload.actor as Actor | undefined)?.rules ?? [];

const fresh = ({ seq }: Told, at: Date, chain: string[]): Happening => ({
  seq,
  upTo: seq,
  at,
  occasions: new Set(),
  before: {},
  by: 'system',
  chain,
  messageId: null,
  automatic: false,
  score: null,
});

function tell(happening: Happening, fact: Fact): void {
  const { occasions, before } = happening;
  if (TicketOpened.is(fact)) {
    occasions.add('opened');
    happening.by = fact.payload.startedBy;
  } else if (MessageReceived.is(fact)) {
    happening.by = 'customer';
    if (fact.payload.automatic) happening.automatic = true;
    else {
      occasions.add('customer-wrote');
      happening.messageId = fact.payload.messageId;
    }
  } else if (MessagePosted.is(fact)) {
    if (!fact.payload.bot) occasions.add('agent-replied');
    happening.by = fact.payload.actor.by;
  } else if (SurveyAnswered.is(fact)) {
    occasions.add('rated');
    happening.by = 'customer';
    happening.score = fact.payload.score;
  } else if (SlaWarned.is(fact)) occasions.add('sla-warned');
  else if (SlaBreached.is(fact)) occasions.add('sla-breached');
  else if (TicketWoken.is(fact)) occasions.add('snooze-ended');
  else tellChange(happening, fact, before);
}

function tellChange(happening: Happening, fact: Fact, before: Before): void {
  const { occasions } = happening;
  const actor = fact.payload.actor as Actor | undefined;
  if (actor && happening.by === 'system') happening.by = actor.by;
  if (TicketStateChanged.is(fact)) {
    occasions.add('state-changed');
    before.state ??= fact.payload.from;
  } else if (TicketSolved.is(fact)) {
    occasions.add('state-changed').add('solved');
    // The fact does not say from which state; whoever needs it looks it up.
    before.state ??= null;
  } else if (SolveAnnulled.is(fact)) {
    occasions.add('state-changed');
    before.state ??= 'solved';
  } else if (TicketReopened.is(fact)) {
    occasions.add('state-changed').add('reopened');
    before.state ??= 'solved';
  } else if (TicketAssigned.is(fact)) {
    occasions.add('assigned');
    if (!('assigneeId' in before)) before.assigneeId = fact.payload.fromAgentId;
    if (!('teamId' in before)) before.teamId = fact.payload.fromTeamId;
  } else if (TicketPrioritised.is(fact)) {
    occasions.add('priority-changed');
    before.priority ??= fact.payload.from;
  } else if (TicketTagged.is(fact)) occasions.add('tagged');
  else if (TicketFieldsSet.is(fact)) occasions.add('field-changed');
}
