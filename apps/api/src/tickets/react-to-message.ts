// Path A, afterwards: the customer put an emoji on a message, or took it away again.
import { Injectable } from '@nestjs/common';
import { MessageReacted } from './events.js';
import { ReviseLine } from './revise-line.js';

const LONGEST = 64;

@Injectable()
export class ReactToMessage {
  constructor(private readonly revise: ReviseLine) {}

  /** `emoji` empty: taken back. An older reaction that comes late changes nothing. */
  async run(order: { workspaceId: string; messageId: string; emoji: string; at: Date }): Promise<void> {
    await this.revise.run(order, ({ id: messageId, reactions }, now) => {
      const before = reactions.find((one) => one.by === 'customer');
      const at = order.at.toISOString();
      const emoji = order.emoji.slice(0, LONGEST);
      if (before && (before.at > at || before.emoji === emoji)) return null;
      const others = reactions.filter((one) => one !== before);
      return {
        patch: { reactions: [...others, { by: 'customer', emoji, at }] },
        fact: MessageReacted.of(now, { messageId }),
      };
    });
  }
}
