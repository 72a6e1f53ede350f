// The people's side of an address leaving a card: whether it may, and where it goes.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { livingId } from './contacts.store.js';
import { deleteUnordered, moveToOwnCard } from './identities.store.js';
import { lockIdentities } from './merges.store.js';
import { KeepOrderCells } from './orders/keep-order-cells.js';

@Injectable()
export class PartFromCard {
  constructor(
    private readonly clock: Clock,
    private readonly cells: KeepOrderCells,
  ) {}

  /** Holds the addresses of the card. `used`: a channel made it, so that it must not vanish. @throws DomainError not-found, identity-last */
  async check(tx: Tx, workspaceId: string, contactId: string, identityId: string) {
    const from = await livingId(tx, workspaceId, contactId);
    await this.cells.hold(tx, workspaceId);
    const identities = await lockIdentities(tx, workspaceId, [from]);
    if (!identities.some((one) => one.id === identityId)) throw new DomainError('not-found');
    if (identities.length === 1) throw new DomainError('identity-last');
    const [one] = await tx.query<{ kind: string }>(`SELECT kind FROM identity WHERE workspace_id = $1 AND id = $2`, [
      workspaceId,
      identityId,
    ]);
    return { from, used: !['email', 'phone', 'external'].includes(one!.kind) };
  }

  /** False: something hangs on it. */
  async remove(tx: Tx, workspaceId: string, identityId: string, used: boolean): Promise<boolean> {
    if (used) return false;
    const [line] = await tx.query(`SELECT 1 FROM visitor WHERE workspace_id = $1 AND identity_id = $2 LIMIT 1`, [
      workspaceId,
      identityId,
    ]);
    return !line && deleteUnordered(tx, workspaceId, identityId);
  }

  /** From one card to a new one, `to`. */
  toOwnCard(
    tx: Tx,
    workspaceId: string,
    identityId: string,
    { from, to }: { from: string; to: string },
  ): Promise<void> {
    return this.cells.around(tx, workspaceId, [from, to], () =>
      moveToOwnCard(tx, workspaceId, identityId, to, this.clock.now()),
    );
  }
}
