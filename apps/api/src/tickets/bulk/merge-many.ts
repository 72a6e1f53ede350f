// Many tickets go into one: each wholly or not at all, and why not is said of each.
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors.js';
import type { Actor } from '../events.js';
import { MergeTickets } from '../merge-tickets.js';

@Injectable()
export class MergeMany {
  constructor(private readonly merge: MergeTickets) {}

  /** One after another, so that each can be parted again by itself. Of an order that came twice, the second finds them merged. */
  async run(order: { workspaceId: string; intoId: string; ticketIds: string[]; actor: Actor }): Promise<{
    merged: string[];
    failed: { ticketId: string; error: DomainError }[];
  }> {
    const { workspaceId, intoId, actor } = order;
    const merged: string[] = [];
    const failed: { ticketId: string; error: DomainError }[] = [];
    for (const ticketId of new Set(order.ticketIds)) {
      try {
        await this.merge.run({ workspaceId, intoId, ticketIds: [ticketId], actor });
        merged.push(ticketId);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        failed.push({ ticketId, error });
      }
    }
    return { merged, failed };
  }
}
