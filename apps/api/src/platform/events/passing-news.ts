// News that is true for a moment and kept nowhere: it may be lost, and nothing is built on it.
import { Injectable } from '@nestjs/common';

/** The customer is writing right now. */
export interface CustomerTyping {
  workspaceId: string;
  ticketId: string;
}

@Injectable()
export class PassingNews {
  private readonly ears: ((news: CustomerTyping) => void)[] = [];

  listen(ear: (news: CustomerTyping) => void): void {
    this.ears.push(ear);
  }

  tell(news: CustomerTyping): void {
    for (const ear of this.ears) ear(news);
  }
}
