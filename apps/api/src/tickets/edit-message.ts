// Path A, afterwards: the customer has edited what they wrote.
import { Injectable } from '@nestjs/common';
import { MessageEdited } from './events.js';
import { ReviseLine } from './revise-line.js';

@Injectable()
export class EditMessage {
  constructor(private readonly revise: ReviseLine) {}

  async run(order: { workspaceId: string; messageId: string; text: string; html: string | null }): Promise<void> {
    const { text, html } = order;
    await this.revise.run(order, ({ id: messageId }, at) => ({
      patch: { text, html, editedAt: at },
      fact: MessageEdited.of(at, { messageId }),
    }));
  }
}
