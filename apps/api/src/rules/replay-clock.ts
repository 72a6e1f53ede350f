// When a clock ran in a ticket's past, pure: every stretch of it, by the ticket's facts.
import type { Fact } from '../platform/events/define-event.js';
import {
  MessagePosted,
  MessageReceived,
  ReopeningAnnulled,
  SolveAnnulled,
  TicketClosed,
  TicketOpened,
  TicketReopened,
  TicketSolved,
  TicketStateChanged,
} from '../tickets/events.js';
import type { Told } from './replay-ticket.js';
import type { OnTime } from './rule.js';
import { runClocks } from './run-clocks.js';

/** Milliseconds; `to` null: it runs still. */
export interface Stretch {
  from: number;
  to: number | null;
}

/** `facts` in order of seq. */
export function stretchesOf(when: Pick<OnTime, 'since' | 'state'>, facts: Told[]): Stretch[] {
  if (when.since === 'waiting')
    return runClocks(facts)
      .filter((run) => run.target !== 'resolution')
      .map((run) => ({ from: run.startedAt, to: run.end?.at ?? null }));
  const stretches: Stretch[] = [];
  const end = (at: number) => {
    const last = stretches.at(-1);
    if (last && last.to === null) last.to = at;
  };
  for (const told of facts) {
    const fact = told as Fact;
    const at = Date.parse(fact.at) || new Date(fact.at).getTime();
    const step = stepOf(when, fact);
    if (step === null) continue;
    end(at);
    if (step === 'begin') stretches.push({ from: at, to: null });
  }
  return stretches;
}

/** What a fact does to the clock: it begins (anew), ends, or goes on (null). */
function stepOf(when: Pick<OnTime, 'since' | 'state'>, fact: Fact): 'begin' | 'end' | null {
  const state = stateAfter(fact);
  const over = state === 'solved' || state === 'closed';
  switch (when.since) {
    case 'state':
      return state === null ? null : state === when.state ? 'begin' : 'end';
    case 'solved':
      return state === null ? null : state === 'solved' ? 'begin' : 'end';
    case 'customer-message':
      if (MessageReceived.is(fact) && !fact.payload.automatic) return 'begin';
      return over ? 'end' : null;
    case 'agent-reply':
      if (MessagePosted.is(fact) && !fact.payload.bot) return 'begin';
      if (MessageReceived.is(fact) && !fact.payload.automatic) return 'end';
      return over ? 'end' : null;
    case 'waiting':
      return null;
  }
}

function stateAfter(fact: Fact): string | null {
  if (TicketOpened.is(fact)) return 'new';
  if (TicketStateChanged.is(fact)) return fact.payload.to;
  if (TicketSolved.is(fact) || ReopeningAnnulled.is(fact)) return 'solved';
  if (SolveAnnulled.is(fact)) return fact.payload.to;
  if (TicketReopened.is(fact)) return 'open';
  return TicketClosed.is(fact) ? 'closed' : null;
}
