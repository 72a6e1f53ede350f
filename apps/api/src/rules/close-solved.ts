// A timer: solved becomes closed after 14 days, found by index on its due instant.
import { Injectable } from '@nestjs/common';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { CloseTicket } from '../tickets/close-ticket.js';
import { CloseSolved } from './close-solved.job.js';

@Injectable()
export class CloseSolvedTickets {
  constructor(private readonly close: CloseTicket) {}

  @Handles(CloseSolved)
  async run(order: { workspaceId: string; ticketId: string }): Promise<void> {
    await this.close.run(order);
  }

  @Sweeps(CloseSolved)
  async due(now: Date): Promise<JobOrder[]> {
    return (await this.close.due(now)).map((ticket) => CloseSolved.order(ticket, ticket.ticketId));
  }
}
