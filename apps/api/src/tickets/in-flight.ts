// What this very process is sending at this moment: a row in `sending` that is not here was orphaned by a crash or a throw.
import { Injectable } from '@nestjs/common';

@Injectable()
export class InFlight {
  private readonly messageIds = new Set<string>();

  has(messageId: string): boolean {
    return this.messageIds.has(messageId);
  }

  begin(messageId: string): void {
    this.messageIds.add(messageId);
  }

  /** Called when a send has ended, however it ended. */
  end(messageId: string): void {
    this.messageIds.delete(messageId);
  }
}
