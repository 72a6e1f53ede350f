// A scheduled reply taken back, taken up again, or given another time.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Facts } from '../../platform/events/record-facts.js';
import { type Actor, ReplyUnscheduled } from '../events.js';
import { lockTicket } from '../ticket.store.js';
import { type ScheduledReply, takeScheduled } from './scheduled.store.js';

@Injectable()
export class ChangeScheduled {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** It will not go out. Answers its words, for who takes it up again. @throws DomainError not-found (sent by now, too). */
  async takeBack(
    workspaceId: string,
    ticketId: string,
    id: string,
    actor: Actor,
    why: 'cancelled' | 'edited',
  ): Promise<ScheduledReply> {
    return this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      const reply = ticket && (await takeScheduled(tx, workspaceId, ticketId, id));
      if (!reply) throw new DomainError('not-found');
      await this.facts.record(tx, { workspaceId, ticketId }, [
        ReplyUnscheduled.of(this.clock.now(), { scheduledId: id, actor, why }),
      ]);
      return reply;
    });
  }
}
