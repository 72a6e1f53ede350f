// Whatever changes an order, or whose it is, goes through here, so that the counts of the reports are always those of the orders.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { addCells, cellsOf, holdCells, wipeCells } from './order-cells.store.js';

@Injectable()
export class KeepOrderCells {
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
    return done;
  }

  /** All of a workspace: its days are others in another time zone, and orders may have been written past this. */
  async anew(tx: Tx, workspaceId: string): Promise<void> {
    await holdCells(tx, workspaceId);
    await wipeCells(tx, workspaceId);
    await addCells(tx, workspaceId, null, []);
  }
}
