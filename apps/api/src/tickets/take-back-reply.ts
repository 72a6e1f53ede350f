// Path B, when a reply has failed: it never was, so the wait that it had ended goes on, to the next reply that stands if there is one.
import { Injectable } from '@nestjs/common';
import { ReadCalendarVersion } from '../desk/read-calendar-version.js';
import type { Tx } from '../platform/database/database.js';
import { WaitRecounted } from './events.js';
import { solvingsOf } from './merge-strands.js';
import type { Message } from './message.store.js';
import { type Ending, liveSegments, recountSegments, withoutReply } from './recount.js';
import { factsOf, messagesOf } from './split.store.js';
import { isAnswer } from './split-rules.js';
import { measureWith, noteReplies } from './split-ticket.js';
import { annulReply } from './talk.js';
import type { Change, Ticket } from './ticket.js';

@Injectable()
export class TakeBackReply {
  constructor(private readonly versions: ReadCalendarVersion) {}

  /** The change; the caller holds the ticket's lock, and has marked the message as failed. */
  async run(tx: Tx, ticket: Ticket, message: Message, now: Date): Promise<Change> {
    const annulled = annulReply(ticket, message.id, message.measured, now);
    if (!message.measured) return annulled;
    const { workspaceId, id } = ticket;
    const facts = await factsOf(tx, workspaceId, id);
    const later = (await messagesOf(tx, workspaceId, id))
      .filter((one) => isAnswer(one) && one.id !== message.id && one.at >= message.at)
      .map(({ id: messageId, at, agentId }): Ending => ({ messageId, at, agentId, teamId: ticket.teamId }));
    // Nobody has said anything since: the customer waits on, also for what was solved with those words.
    if (later.length === 0) return annulled;
    const solved = solvingsOf(facts)
      .filter((one) => one.at > message.at)
      .map((one): Ending => ({ ...one, messageId: null }));
    const next = [...solved, ...later].reduce((least, one) => (one.at < least.at ? one : least));
    const live = liveSegments(facts);
    const measure = await measureWith(tx, this.versions, workspaceId, facts);
    const wanted = withoutReply(live, message.id, next, measure);
    const again = recountSegments({ ...ticket, live, wanted }, now);
    await noteReplies(tx, workspaceId, again);
    const { segments, firstResponseAt } = again;
    return {
      patch: { touches: annulled.patch.touches!, segments, firstResponseAt },
      facts: [...again.facts, WaitRecounted.of(now, { waitingSince: ticket.waitingSince?.toISOString() ?? null })],
    };
  }
}
