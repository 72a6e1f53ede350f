// A merge is taken back: the identities go home, and with them whatever was written from them in the meantime.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { updateContact } from './contacts.store.js';
import { unfold, wordsOf } from './fold-cards.js';
import type { Joined } from './join-cards.js';
import {
  endMerge,
  lockCards,
  lockIdentities,
  lockMerge,
  lockMergedCard,
  moveIdentities,
  setMergedInto,
} from './merges.store.js';
import { KeepOrderCells } from './orders/keep-order-cells.js';

export interface Parted extends Joined {
  identities: string[];
  tickets: string[];
}

@Injectable()
export class PartCards {
  constructor(
    private readonly clock: Clock,
    private readonly news: PassingNews,
    private readonly cells: KeepOrderCells,
  ) {}

  /** @throws DomainError not-found, conflict (undone already), merge-later-first (the kept card was merged away since). */
  async run(
    tx: Tx,
    workspaceId: string,
    mergeId: string,
    moveHistory: (parted: Parted) => Promise<void>,
  ): Promise<Parted> {
    const merge = await lockMerge(tx, workspaceId, mergeId);
    if (!merge) throw new DomainError('not-found');
    if (merge.undoneAt) throw new DomainError('conflict');
    const { keptId, mergedId, moved } = merge;
    await this.cells.hold(tx, workspaceId);
    await lockIdentities(tx, workspaceId, [keptId, mergedId]);
    const card = (await lockCards(tx, workspaceId, [keptId])).get(keptId);
    if (!card || !(await lockMergedCard(tx, workspaceId, mergedId))) throw new DomainError('merge-later-first');
    const { kept, split } = unfold(moved, wordsOf(card));
    await setMergedInto(tx, workspaceId, mergedId, null);
    await this.cells.around(tx, workspaceId, [keptId, mergedId], () =>
      moveIdentities(tx, workspaceId, moved.identities, keptId, mergedId),
    );
    await updateContact(tx, workspaceId, keptId, kept);
    await updateContact(tx, workspaceId, mergedId, split);
    await endMerge(tx, workspaceId, mergeId, this.clock.now());
    const { identities, tickets } = moved;
    const parted = { mergeId, keptId, mergedId, identities, tickets };
    await moveHistory(parted);
    for (const contactId of [keptId, mergedId])
      tx.afterCommit(() => this.news.tellPerson({ workspaceId, contactId, companyId: null }));
    return parted;
  }
}
