// Path B, beside it: what was a draft is a message now; the agent's other devices hear of it.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { type DraftMode, settleDraft } from './draft.store.js';

@Injectable()
export class SettleDraft {
  constructor(private readonly passing: PassingNews) {}

  /** In the transaction of the message; `key` is the one it was sent with. */
  async run(
    tx: Tx,
    draft: { workspaceId: string; ticketId: string; agentId: string; mode: DraftMode; key: string },
  ): Promise<void> {
    const { workspaceId, ticketId, agentId, mode, key } = draft;
    if (!(await settleDraft(tx, workspaceId, ticketId, agentId, mode, key))) return;
    tx.afterCommit(() => this.passing.tellDraft({ workspaceId, ticketId, agentId, mode, device: '', version: 0 }));
  }
}
