// Path B in a chat: an answer now stands in the widget. If nobody reads it there for some minutes, a mail is to follow.
import { Injectable } from '@nestjs/common';
import { Connections } from '../../desk/read-connections.js';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Fact } from '../../platform/events/define-event.js';
import { type Projection, Projects } from '../../platform/events/listeners.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { MessageMarked } from '../../tickets/events.js';
import { ReadUnread } from '../../tickets/read-unread.js';
import { armLetter } from './letter.store.js';
import { mailAfterMinutes } from './letter-settings.js';
import { SendLetter } from './send-letter.job.js';

const BY_MAIL_MINUTES = 0.5;

@Injectable()
@Projects('letters', [MessageMarked])
export class NoteAnswers implements Projection {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly connections: Connections,
    private readonly unread: ReadUnread,
  ) {}

  /** The row stands before the fact counts as heard: a crash or an emptied queue loses no letter. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const answered = new Map<string, Fact>();
    for (const fact of facts) {
      if (!MessageMarked.is(fact) || fact.payload.state !== 'sent' || fact.payload.bot === true) continue;
      answered.set(`${fact.workspaceId} ${fact.ticketId}`, fact);
    }
    for (const [, fact] of [...answered].sort(([a], [b]) => (a < b ? -1 : 1))) await this.arm(tx, fact);
  }

  private async arm(tx: Tx, { workspaceId, ticketId, seq }: Fact): Promise<void> {
    const ticket = await this.unread.ticket(tx, workspaceId, ticketId);
    if (ticket?.channel !== 'chat' || ticket.conversation === null || ticket.mergedInto) return;
    const connection = await this.connections.byId(workspaceId, ticket.connectionId, tx);
    const minutes = connection ? mailAfterMinutes(connection.config) : 0;
    if (minutes === 0) return;
    const now = this.clock.now();
    const [last] = await this.unread.asked(tx, workspaceId, ticketId, seq, 1);
    // Who last wrote by mail waits for the answer there; who has come back into the chat sees it there in time.
    const wait = last?.mail ? Math.min(minutes, BY_MAIL_MINUTES) : minutes;
    const dueAt = new Date(now.getTime() + wait * 60_000);
    const { connectionId, conversation } = ticket;
    const letter = { workspaceId, id: newId(), ticketId, connectionId, conversation, dueAt, now };
    const letterId = await armLetter(tx, letter);
    this.jobs.enqueueAfter(tx, SendLetter.order({ workspaceId, letterId }, `${letterId}_${seq}`, dueAt));
  }
}
