// News that is true for a moment and kept nowhere: it may be lost, and nothing is built on it.
import { Injectable } from '@nestjs/common';

/** The customer is writing right now. */
export interface CustomerTyping {
  workspaceId: string;
  ticketId: string;
}

export interface TicketRowNews {
  workspaceId: string;
  ticketId: string;
}

@Injectable()
export class PassingNews {
  private readonly ears: ((news: CustomerTyping) => void)[] = [];
  private readonly rowEars: ((ticket: TicketRowNews) => void)[] = [];

  listen(ear: (news: CustomerTyping) => void): void {
    this.ears.push(ear);
  }

  tell(news: CustomerTyping): void {
    for (const ear of this.ears) ear(news);
  }

  /** A ticket's row looks different, though nothing happened to the ticket: a deadline has moved. */
  onRow(ear: (ticket: TicketRowNews) => void): void {
    this.rowEars.push(ear);
  }

  tellRow(ticket: TicketRowNews): void {
    for (const ear of this.rowEars) ear(ticket);
  }
}
