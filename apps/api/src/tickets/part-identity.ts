// An address turns out to be somebody else's: it leaves the card, and what was written from it leaves with it.
import { Injectable } from '@nestjs/common';
import { PartFromCard } from '../people/part-from-card.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import { moveMessagesHome, moveTicketsHome } from './contact-move.store.js';
import { type Actor, CustomerMerged } from './events.js';

@Injectable()
export class PartIdentity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly part: PartFromCard,
    private readonly news: PassingNews,
  ) {}

  /**
   * With conversations or orders it becomes a card of its own (merging brings it back); with nothing it is removed.
   * @throws DomainError not-found, identity-last
   */
  async run(order: { workspaceId: string; contactId: string; identityId: string; actor: Actor }) {
    const { workspaceId, identityId, actor } = order;
    const parted = await this.database.transaction(async (tx) => {
      const { from, used } = await this.part.check(tx, workspaceId, order.contactId, identityId);
      const [written] = await tx.query(
        `SELECT 1 FROM ticket WHERE workspace_id = $1 AND contact_id = $2 AND identity_id = $3 LIMIT 1`,
        [workspaceId, from, identityId],
      );
      if (!written && (await this.part.remove(tx, workspaceId, identityId, used))) return { from, to: null };
      const to = newId();
      await this.part.toOwnCard(tx, workspaceId, identityId, { from, to });
      const home = { from, to, tickets: [], identities: [identityId] };
      const moved = await moveTicketsHome(tx, workspaceId, home);
      await moveMessagesHome(tx, workspaceId, home);
      const fact = CustomerMerged.of(this.clock.now(), {
        actor,
        mergeId: newId(),
        fromContactId: from,
        toContactId: to,
        undone: true,
      });
      for (const { id: ticketId, state } of moved)
        if (state !== 'closed') await this.facts.record(tx, { workspaceId, ticketId }, [fact]);
      return { from, to };
    });
    this.news.tellPerson({ workspaceId, contactId: parted.from, companyId: null });
    return { contactId: parted.to };
  }
}
