// Path B: a queued message becomes an order to deliver, due when its undo window has passed.
import { Injectable } from '@nestjs/common';
import { type Fact, ofSide } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import type { JobOrder } from '../platform/jobs/define-job.js';
import { MessageQueued } from '../tickets/events.js';
import { DeliverMessage } from './deliver-message.job.js';

const QueuedInSide = ofSide(MessageQueued);

@Injectable()
export class DeliverOnQueued {
  @On(MessageQueued)
  deliver(fact: Fact): JobOrder | null {
    return MessageQueued.is(fact) ? orderOf(fact, fact.payload) : null;
  }

  @On(QueuedInSide)
  deliverInSide(fact: Fact): JobOrder | null {
    return QueuedInSide.is(fact) ? orderOf(fact, fact.payload) : null;
  }
}

function orderOf({ workspaceId, ticketId, seq }: Fact, payload: { messageId: string; dueAt: string }): JobOrder {
  const { messageId, dueAt } = payload;
  const order = { workspaceId, ticketId, messageId, dueAt };
  return DeliverMessage.order(order, `${messageId}_${seq}`, new Date(dueAt)) as JobOrder;
}
