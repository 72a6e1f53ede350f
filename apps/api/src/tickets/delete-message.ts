// Path A, afterwards: the customer took a message back at their side; it is marked, its words stay, for the desk has read them.
import { Injectable } from '@nestjs/common';
import { MessageDeleted } from './events.js';
import { ReviseLine } from './revise-line.js';

@Injectable()
export class DeleteMessage {
  constructor(private readonly revise: ReviseLine) {}

  async run(order: { workspaceId: string; messageId: string }): Promise<void> {
    await this.revise.run(order, ({ id: messageId }, at) => ({
      patch: { deletedAt: at },
      fact: MessageDeleted.of(at, { messageId }),
    }));
  }
}
