// Makes a workspace's daily rollups anew from its narrow rows, ten days at a time, the latest first, beside a living desk.
import { Injectable } from '@nestjs/common';
import { groupingFields } from '../people/fields/grouping-fields.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Database, type Tx } from '../platform/database/database.js';
import type { Cell } from './cells.js';
import { countCells, countedDays, countNow } from './cells-of-rows.js';
import { lay, type OpenDay, packDay } from './pack-days.js';
import { addDays } from './report-period.js';
import { lockReports } from './report-rows.store.js';
import {
  beginRollups,
  CellNumbers,
  forgetRollups,
  numbered,
  readSlices,
  rollupState,
  writePacked,
} from './rollup.store.js';

type DaysTold = (day: string, first: string) => void;

const DAYS_AT_ONCE = 10;

@Injectable()
export class BuildRollups {
  private readonly numbers = new CellNumbers();

  constructor(
    private readonly database: Database,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * Between two steps readers have the days made so far, and count the rest from the rows; a kill leaves it where it was.
   * @param told hears, after each step, back to which day it is done and where it will end
   */
  async run(workspaceId: string, told: DaysTold = () => {}): Promise<void> {
    for (;;) {
      const step = await this.database.transaction(async (tx) => {
        await lockReports(tx, workspaceId, true);
        return this.step(tx, workspaceId);
      });
      if (!step) return;
      told(step.day, step.first);
    }
  }

  /** The rows were written past the projection: whatever was made of them counts for nothing. */
  async anew(workspaceId: string, told: DaysTold = () => {}): Promise<void> {
    await this.database.query('DELETE FROM report_rollup WHERE workspace_id = $1', [workspaceId]);
    await this.run(workspaceId, told);
  }

  /** All of it inside a caller's transaction, who has locked the reports alone. */
  async within(tx: Tx, workspaceId: string, told: DaysTold = () => {}): Promise<void> {
    await this.begin(tx, workspaceId);
    for (let step = await this.step(tx, workspaceId); step; step = await this.step(tx, workspaceId))
      told(step.day, step.first);
  }

  private async begin(tx: Tx, workspaceId: string): Promise<void> {
    const { timeZone } = await this.workspaces.run(workspaceId, tx);
    const days = await countedDays(tx, workspaceId, timeZone);
    await forgetRollups(tx, workspaceId);
    await beginRollups(tx, workspaceId, timeZone, days?.after ?? null);
    await this.write(tx, workspaceId, await countNow(tx, workspaceId, await groupingFields(tx, workspaceId)));
  }

  /** The next days downwards; null when all are made. */
  private async step(tx: Tx, workspaceId: string): Promise<{ day: string; first: string } | null> {
    const state = await rollupState(tx, workspaceId);
    const { timeZone } = await this.workspaces.run(workspaceId, tx);
    if (!state || state.timeZone !== timeZone) {
      await this.begin(tx, workspaceId);
      return this.step(tx, workspaceId);
    }
    if (state.nextDay === null) return null;
    const first = (await countedDays(tx, workspaceId, timeZone))?.first ?? state.nextDay;
    const day = addDays(state.nextDay, -DAYS_AT_ONCE);
    await tx.query('DELETE FROM report_change WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date', [
      workspaceId,
      day,
      state.nextDay,
    ]);
    await this.make(tx, workspaceId, day, state.nextDay, timeZone);
    await tx.query('UPDATE report_rollup SET next_day = $2::date WHERE workspace_id = $1', [
      workspaceId,
      day <= first ? null : day,
    ]);
    return { day, first };
  }

  private async make(tx: Tx, workspaceId: string, from: string, until: string, timeZone: string): Promise<void> {
    // Hashed in memory: sorting a month of a large desk on disk takes ten times as long.
    await tx.query(`SET LOCAL work_mem = '128MB'`);
    const grouping = await groupingFields(tx, workspaceId);
    await this.write(tx, workspaceId, await countCells(tx, workspaceId, from, until, timeZone, grouping));
  }

  private async write(tx: Tx, workspaceId: string, counted: Cell[]): Promise<void> {
    const cells = await numbered(tx, workspaceId, this.numbers, counted);
    const slices = await readSlices(tx, workspaceId, [...new Set(cells.map((cell) => cell.slice))]);
    const days = new Map<string, OpenDay>();
    lay(days, cells, slices);
    await writePacked(tx, workspaceId, [...days.values()].map(packDay));
  }
}
