// Path B: a message that cannot go now waits in the queue for its next try.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { InFlight } from './in-flight.js';
import { findMessage, updateMessage } from './message.store.js';

@Injectable()
export class PostponeMessage {
  constructor(
    private readonly database: Database,
    private readonly inFlight: InFlight,
  ) {}

  /** `remedy`: what the agent reads meanwhile. A message that is no longer being sent is left alone. */
  async run(order: { workspaceId: string; messageId: string; dueAt: Date; remedy: string | null }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const message = await findMessage(tx, order.workspaceId, order.messageId);
      if (message?.state !== 'sending') return;
      await updateMessage(tx, message, { state: 'queued', sender: null, dueAt: order.dueAt, remedy: order.remedy });
    });
    this.inFlight.settle(order.messageId);
  }
}
