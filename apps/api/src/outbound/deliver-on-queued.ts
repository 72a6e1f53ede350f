// Path B: a queued message becomes an order to deliver, due when its undo window has passed.
import { Injectable } from '@nestjs/common';
import type { Fact } from '../platform/events/define-event.js';
import { On } from '../platform/events/listeners.js';
import type { JobOrder } from '../platform/jobs/define-job.js';
import { MessageQueued } from '../tickets/events.js';
import { DeliverMessage } from './deliver-message.job.js';

@Injectable()
export class DeliverOnQueued {
  @On(MessageQueued)
  deliver(fact: Fact): JobOrder | null {
    if (!MessageQueued.is(fact)) return null;
    const { workspaceId, ticketId } = fact;
    const { messageId, dueAt } = fact.payload;
    const order = { workspaceId, ticketId, messageId, dueAt };
    return DeliverMessage.order(order, `${messageId}_${fact.seq}`, new Date(dueAt)) as JobOrder;
  }
}
