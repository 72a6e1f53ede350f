// One person over many channels: two cards become one with one history, and two again when that was wrong.
import { Injectable } from '@nestjs/common';
import { JoinCards, type Joined } from '../people/join-cards.js';
import { PartCards } from '../people/part-cards.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { type MovedTicket, moveAllTickets, moveMessagesHome, moveTicketsHome } from './contact-move.store.js';
import { type Actor, CustomerMerged } from './events.js';

@Injectable()
export class MergeContacts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly join: JoinCards,
    private readonly part: PartCards,
  ) {}

  /** @throws DomainError not-found, conflict (it is one card already). */
  run(order: { workspaceId: string; keptId: string; mergedId: string; actor: Actor }): Promise<Joined> {
    const { workspaceId, actor } = order;
    return this.database.transaction((tx) =>
      this.join.run(tx, { ...order, agentId: actor.agentId }, async (joined) => {
        const moved = await moveAllTickets(tx, workspaceId, joined.mergedId, joined.keptId);
        await this.tell(tx, workspaceId, moved, { ...joined, actor, undone: false });
        return moved.map((ticket) => ticket.id);
      }),
    );
  }

  /** Harmless news: what was written in the meantime goes with whoever wrote it. @throws DomainError not-found, conflict, merge-later-first. */
  undo(order: { workspaceId: string; mergeId: string; actor: Actor }): Promise<Joined> {
    const { workspaceId, mergeId, actor } = order;
    return this.database.transaction((tx) =>
      this.part.run(tx, workspaceId, mergeId, async (parted) => {
        const { keptId: from, mergedId: to, identities, tickets } = parted;
        const moved = await moveTicketsHome(tx, workspaceId, { from, to, tickets, identities });
        await moveMessagesHome(tx, workspaceId, { from, to, identities });
        await this.tell(tx, workspaceId, moved, { mergeId, keptId: to, mergedId: from, actor, undone: true });
      }),
    );
  }

  /** A closed ticket is locked, in its facts too: only those that can still be worked on hear of it. */
  private async tell(
    tx: Tx,
    workspaceId: string,
    moved: MovedTicket[],
    merge: Joined & { actor: Actor; undone: boolean },
  ): Promise<void> {
    const { actor, mergeId, undone, mergedId: fromContactId, keptId: toContactId } = merge;
    const fact = CustomerMerged.of(this.clock.now(), { actor, mergeId, fromContactId, toContactId, undone });
    for (const { id: ticketId, state } of moved)
      if (state !== 'closed') await this.facts.record(tx, { workspaceId, ticketId }, [fact]);
  }
}
