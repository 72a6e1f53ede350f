// Path C, after the last step: what changed since is merged into the rollups of its days, each change exactly once.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../platform/database/database.js';
import { NOW_DAY } from './cells.js';
import { lay, type OpenDay, openDay, packDay, rollupKey } from './pack-days.js';
import { lockReports } from './report-rows.store.js';
import { readPacked, readSlices, rollupState, takeChanges, writePacked } from './rollup.store.js';

const LOCK = 7_364_021;

@Injectable()
export class MergeRollups {
  constructor(private readonly database: Database) {}

  /**
   * Taking the changes and writing the days is one transaction: whoever reads sees a change in the one or in the other.
   * @returns how many changes were merged; 0 where somebody else is at it
   */
  async run(workspaceId: string, days: string[]): Promise<number> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine', [
        LOCK,
        workspaceId,
      ]);
      if (!lock!.mine) return 0;
      await lockReports(tx, workspaceId, false);
      return this.merge(tx, workspaceId, days);
    });
  }

  private async merge(tx: Tx, workspaceId: string, days: string[]): Promise<number> {
    const state = await rollupState(tx, workspaceId);
    // A day that is not made yet will be made with its changes in it.
    const made = days.filter((day) => state && (state.nextDay === null || day >= state.nextDay || day === NOW_DAY));
    const changes = await takeChanges(tx, workspaceId, made);
    if (changes.length === 0) return 0;
    const slices = await readSlices(tx, workspaceId, [...new Set(changes.map((change) => change.slice))]);
    const changed = new Map<string, OpenDay>();
    lay(changed, changes, slices);
    const stored = new Map<string, OpenDay>();
    for (const packed of await readPacked(tx, workspaceId, [...changed.values()]))
      stored.set(rollupKey(packed), openDay(packed));
    lay(stored, changes, slices);
    await writePacked(
      tx,
      workspaceId,
      [...changed.keys()].map((key) => packDay(stored.get(key)!)),
    );
    return changes.length;
  }
}
