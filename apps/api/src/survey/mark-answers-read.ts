// Somebody of ours has read what the customer answered: the page of the answer says so, with their first name.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { readAnswers } from './invitation.store.js';
import { whoseTicket } from './solved-episode.store.js';

@Injectable()
export class MarkAnswersRead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Every answer about the ticket that nobody has read as it stands. A program reads nothing. @throws DomainError not-found */
  async run(workspaceId: string, ticketId: string, agentId: string | null): Promise<void> {
    if (!(await whoseTicket(this.database, workspaceId, ticketId))) throw new DomainError('not-found');
    if (agentId) await readAnswers(this.database, { workspaceId, ticketId, agentId, at: this.clock.now() });
  }
}
