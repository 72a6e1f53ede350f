// What this very process is sending at this moment, and of what is not here any more: whether any of it may have gone.
import { Injectable } from '@nestjs/common';

@Injectable()
export class InFlight {
  private readonly messageIds = new Set<string>();
  /** Handed to their channel, and what became of them is not written down. */
  private readonly handedOver = new Set<string>();

  has(messageId: string): boolean {
    return this.messageIds.has(messageId);
  }

  begin(messageId: string): void {
    this.messageIds.add(messageId);
  }

  /** From here on a repeat may be a second message. */
  handOver(messageId: string): void {
    this.handedOver.add(messageId);
  }

  /** Of a message that this process had claimed. */
  mayHaveGone(messageId: string): boolean {
    return this.handedOver.has(messageId);
  }

  /** Called when a send has ended, however it ended. */
  end(messageId: string): void {
    this.messageIds.delete(messageId);
  }

  /** What became of it is written down. */
  settle(messageId: string): void {
    this.messageIds.delete(messageId);
    this.handedOver.delete(messageId);
  }
}
