// Path C: facts of a ticket become orders for its survey.
import { Injectable } from '@nestjs/common';
import type { Fact } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import type { JobOrder } from '../platform/jobs/define-job.js';
import {
  MessageMarked,
  ReopeningAnnulled,
  TicketMarkedSpam,
  TicketMerged,
  TicketReopened,
  TicketRestored,
  TicketSolved,
  TicketTrashed,
  TicketUnmerged,
} from '../tickets/events.js';
import { InviteOnSolve, MarkInvitation, ReviseInvitation } from './survey-jobs.job.js';

/** How far a message came, in the words of an invitation. */
const STATES = {
  sent: 'sent',
  delivered: 'sent',
  read: 'sent',
  kept: 'kept',
  failed: 'failed',
  unknown: 'unknown',
} as const;

@Injectable()
export class SurveyOrders {
  @On(TicketSolved)
  inviteOnSolve(fact: Fact): JobOrder | null {
    if (!TicketSolved.is(fact)) return null;
    const { workspaceId, ticketId } = fact;
    const { episode, heldUntil } = fact.payload;
    // A solving may be taken back and done again: each has an order of its own.
    const id = `${ticketId}_${episode}_${fact.seq}`;
    const dueAt = heldUntil ? new Date(heldUntil) : null;
    return InviteOnSolve.order({ workspaceId, ticketId, episode }, id, dueAt) as JobOrder;
  }

  @On(MessageMarked)
  markOnDelivery(fact: Fact): JobOrder | null {
    if (!MessageMarked.is(fact) || fact.payload.bot === false) return null;
    const { messageId } = fact.payload;
    const state = STATES[fact.payload.state as keyof typeof STATES];
    if (!state) return null;
    const { workspaceId, at } = fact;
    return MarkInvitation.order({ workspaceId, messageId, state, at }, `${messageId}_${state}`) as JobOrder;
  }

  @On(TicketReopened)
  cancelOnReopen(fact: Fact): JobOrder | null {
    return TicketReopened.is(fact) ? revise(fact, fact.payload.episode) : null;
  }

  @On(ReopeningAnnulled)
  rearmOnAnnulled(fact: Fact): JobOrder | null {
    return ReopeningAnnulled.is(fact) ? revise(fact, fact.payload.episode) : null;
  }

  @On(TicketMerged)
  cancelOnMerge(fact: Fact): JobOrder {
    return revise(fact, LAST);
  }

  @On(TicketUnmerged)
  rearmOnUnmerged(fact: Fact): JobOrder {
    return revise(fact, LAST);
  }

  @On(TicketTrashed)
  cancelOnTrash(fact: Fact): JobOrder {
    return revise(fact, LAST);
  }

  @On(TicketRestored)
  rearmOnRestored(fact: Fact): JobOrder {
    return revise(fact, LAST);
  }

  @On(TicketMarkedSpam)
  reviseOnSpam(fact: Fact): JobOrder {
    return revise(fact, LAST);
  }
}

/** Whichever episode was the last to be asked about. */
const LAST = 0;

function revise({ workspaceId, ticketId, seq }: Fact, episode: number): JobOrder {
  return ReviseInvitation.order({ workspaceId, ticketId, episode }, `${ticketId}_${seq}`) as JobOrder;
}
