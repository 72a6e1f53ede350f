// Whatever changes an order, or whose it is, goes through here, so that the counts of the reports are always those of the orders.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { Facts } from '../../platform/events/record-facts.js';
import { addCells, cellsOf, holdCells, wipeCells } from './order-cells.store.js';
import { OrdersChanged } from './orders-changed.js';

@Injectable()
export class KeepOrderCells {
  constructor(
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** Before anything else is locked in a transaction that will change orders or move them: two of them would wait for each other. */
  hold(tx: Tx, workspaceId: string): Promise<void> {
    return holdCells(tx, workspaceId);
  }

  /** @param contactIds whose orders they are before the change, and whose after it */
  async around<T>(tx: Tx, workspaceId: string, contactIds: string[], change: () => Promise<T>): Promise<T> {
    await holdCells(tx, workspaceId);
    const before = await cellsOf(tx, workspaceId, contactIds);
    const done = await change();
    await addCells(tx, workspaceId, contactIds, before);
    if (contactIds.length > 0) await this.tell(tx, workspaceId, contactIds);
    return done;
  }

  /** All of a workspace: its days are others in another time zone, and orders may have been written past this. */
  async anew(tx: Tx, workspaceId: string): Promise<void> {
    await holdCells(tx, workspaceId);
    await wipeCells(tx, workspaceId);
    await addCells(tx, workspaceId, null, []);
    await this.tell(tx, workspaceId, null);
  }

  private tell(tx: Tx, workspaceId: string, contactIds: string[] | null): Promise<void> {
    const about = { workspaceId, aboutId: contactIds?.[0] ?? workspaceId };
    return this.facts.tell(tx, about, OrdersChanged.of(this.clock.now(), { contactIds }));
  }
}
