// Tickets that have to do with each other without being one: linked, told of in both, and unlinked again.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { TicketLinked } from './events.js';
import { lockTickets, refuseAway } from './merge-rules.js';

/** As one of the two sees it. */
export type LinkKind = 'related' | 'blocks' | 'blocked-by' | 'parent-of' | 'child-of';
const BACK: Record<LinkKind, LinkKind> = {
  related: 'related',
  blocks: 'blocked-by',
  'blocked-by': 'blocks',
  'parent-of': 'child-of',
  'child-of': 'parent-of',
};
const DEEPEST = 20;

@Injectable()
export class LinkTickets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Two tickets have one link at most: another kind replaces it, null takes it away. @throws DomainError not-found, link-itself, link-circle. */
  async run(order: TicketOrder & { otherId: string; kind: LinkKind | null }): Promise<void> {
    const { workspaceId, ticketId, otherId, actor, kind } = order;
    if (ticketId === otherId) throw new DomainError('link-itself');
    await this.database.transaction(async (tx) => {
      const both = await lockTickets(tx, workspaceId, [ticketId, otherId]);
      if (kind) for (const ticket of both.values()) refuseAway(ticket);
      const known = await this.takeOut(tx, workspaceId, ticketId, otherId);
      if (kind === null && !known) return;
      if (kind) await this.putIn(tx, workspaceId, { ticketId, otherId, kind }, actor.agentId);
      const now = this.clock.now();
      for (const [id, other, seen] of [
        [ticketId, otherId, kind] as const,
        [otherId, ticketId, kind && BACK[kind]] as const,
      ]) {
        const { number } = both.get(other)!;
        await this.facts.record(tx, { workspaceId, ticketId: id }, [
          TicketLinked.of(now, { actor, other, otherNumber: number, kind: seen }),
        ]);
      }
    });
  }

  private async takeOut(tx: Tx, workspaceId: string, one: string, other: string): Promise<boolean> {
    const gone = await tx.query(
      `DELETE FROM ticket_link WHERE workspace_id = $1 AND (ticket_id = $2 AND other_id = $3 OR ticket_id = $3 AND other_id = $2)
       RETURNING ticket_id`,
      [workspaceId, one, other],
    );
    return gone.length > 0;
  }

  private async putIn(
    tx: Tx,
    workspaceId: string,
    { ticketId, otherId, kind }: { ticketId: string; otherId: string; kind: LinkKind },
    agentId: string | null,
  ): Promise<void> {
    const turned = kind === 'blocked-by' || kind === 'child-of';
    const [from, to] = turned ? [otherId, ticketId] : [ticketId, otherId];
    const stored = kind === 'related' ? kind : kind === 'parent-of' || kind === 'child-of' ? 'parent' : 'blocks';
    if (stored !== 'related' && (await this.isAbove(tx, workspaceId, to, from, stored)))
      throw new DomainError('link-circle');
    await tx.query(
      `INSERT INTO ticket_link (workspace_id, ticket_id, other_id, kind, agent_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [workspaceId, from, to, stored, agentId, this.clock.now()],
    );
  }

  /** Whether one already leads to the other by links of this kind. */
  private async isAbove(tx: Tx, workspaceId: string, one: string, other: string, kind: string): Promise<boolean> {
    const rows = await tx.query(
      `WITH RECURSIVE below AS (
         SELECT l.other_id, 1 AS depth FROM ticket_link l WHERE l.workspace_id = $1 AND l.ticket_id = $2 AND l.kind = $4
         UNION SELECT l.other_id, below.depth + 1 FROM ticket_link l JOIN below ON l.ticket_id = below.other_id
         WHERE l.workspace_id = $1 AND l.kind = $4 AND below.depth < ${DEEPEST})
       SELECT 1 FROM below WHERE other_id = $3 LIMIT 1`,
      [workspaceId, one, other, kind],
    );
    return rows.length > 0;
  }
}
