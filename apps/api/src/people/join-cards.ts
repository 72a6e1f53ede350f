// Two cards of one person become one: identities and history move to the kept card, and a record says what moved.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { newId } from '../platform/ids.js';
import { livingId, updateContact } from './contacts.store.js';
import { fold, wordsOf } from './fold-cards.js';
import { insertMerge, lockCards, lockIdentities, moveIdentities, setMergedInto } from './merges.store.js';
import { KeepOrderCells } from './orders/keep-order-cells.js';

export interface Joined {
  mergeId: string;
  keptId: string;
  mergedId: string;
}

@Injectable()
export class JoinCards {
  constructor(
    private readonly clock: Clock,
    private readonly news: PassingNews,
    private readonly cells: KeepOrderCells,
  ) {}

  /**
   * `moveHistory` moves what rooms above hold of the person, and answers with the ids of the tickets that moved.
   * @throws DomainError not-found, conflict (it is one card already).
   */
  async run(
    tx: Tx,
    order: { workspaceId: string; keptId: string; mergedId: string; agentId: string | null },
    moveHistory: (joined: Joined) => Promise<string[]>,
  ): Promise<Joined> {
    const { workspaceId, agentId } = order;
    const keptId = await livingId(tx, workspaceId, order.keptId);
    const mergedId = await livingId(tx, workspaceId, order.mergedId);
    if (keptId === mergedId) throw new DomainError('conflict');
    await this.cells.hold(tx, workspaceId);
    const identities = await lockIdentities(tx, workspaceId, [keptId, mergedId]);
    const cards = await lockCards(tx, workspaceId, [keptId, mergedId]);
    const kept = cards.get(keptId);
    const merged = cards.get(mergedId);
    if (!kept || !merged) throw new DomainError('not-found');
    const mine = identities.filter((one) => one.contactId === mergedId).map((one) => one.id);
    const became = fold(wordsOf(kept), wordsOf(merged));
    await this.cells.around(tx, workspaceId, [keptId, mergedId], () =>
      moveIdentities(tx, workspaceId, mine, mergedId, keptId),
    );
    await updateContact(tx, workspaceId, keptId, became);
    await setMergedInto(tx, workspaceId, mergedId, keptId);
    const joined = { mergeId: newId(), keptId, mergedId };
    const tickets = await moveHistory(joined);
    await insertMerge(tx, workspaceId, {
      id: joined.mergeId,
      keptId,
      mergedId,
      agentId,
      at: this.clock.now(),
      moved: { identities: mine, tickets, kept: wordsOf(kept), merged: wordsOf(merged), became },
    });
    for (const contactId of [keptId, mergedId])
      tx.afterCommit(() => this.news.tellPerson({ workspaceId, contactId, companyId: null }));
    return joined;
  }
}
