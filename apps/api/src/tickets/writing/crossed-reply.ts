// Path B: a reply written without having seen a colleague's is refused once, so that a customer is not answered twice.
import { Injectable } from '@nestjs/common';
import { AgentNames } from '../../people/agent-names.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { floorOf } from '../../platform/ids.js';
import type { OutgoingMessage } from '../post-message.js';

@Injectable()
export class CrossedReply {
  constructor(private readonly agents: AgentNames) {}

  /** The ticket is locked. @throws DomainError reply-crossed, with who, when and the seq to have seen. */
  async check(tx: Tx, message: OutgoingMessage): Promise<void> {
    const { workspaceId, ticketId, seenSeq, kind, actor } = message;
    if (kind !== 'agent' || !actor.agentId || seenSeq === null || seenSeq === undefined) return;
    const [other] = await tx.query<{ seq: number; agentId: string; at: Date }>(
      `SELECT seq, agent_id AS "agentId", at FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3
         AND seq > $4 AND kind = 'agent' AND state <> 'undone' AND agent_id <> $5 ORDER BY seq DESC LIMIT 1`,
      [workspaceId, ticketId, floorOf(ticketId), seenSeq, actor.agentId],
    );
    if (!other) return;
    const name = (await this.agents.run(tx, workspaceId)).get(other.agentId)?.name ?? '';
    throw new DomainError('reply-crossed', {
      name,
      agentId: other.agentId,
      seq: other.seq,
      at: other.at.toISOString(),
    });
  }
}
