// Path C, last step: folds facts into the narrow rows of reports, in the transaction that marks them consumed.
import { Injectable } from '@nestjs/common';
import { groupingFields } from '../people/fields/grouping-fields.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import type { Tx } from '../platform/database/database.js';
import type { EventType, Fact } from '../platform/events/define-event.js';
import { type Projection, Projects } from '../platform/events/listeners.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { cellsOf, changedCells } from './cells.js';
import { FACTS_THAT_COUNT, fold } from './fold-facts.js';
import { anyRows, loadBooks, lockReports, saveBooks } from './report-rows.store.js';
import { addChanges, beginRollups, CellNumbers, numbered, type RollupState, rollupState } from './rollup.store.js';

export const REPORTS_CONSUMER = 'reports';

@Injectable()
@Projects(REPORTS_CONSUMER, FACTS_THAT_COUNT as unknown as EventType<object>[])
export class ProjectFacts implements Projection {
  private readonly numbers = new CellNumbers();

  constructor(
    private readonly workspaces: ReadWorkspace,
    private readonly passing: PassingNews,
  ) {}

  /** Idempotent: each ticket remembers the seq of the last fact it took. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const byWorkspace = new Map<string, Fact[]>();
    for (const fact of facts) byWorkspace.set(fact.workspaceId, [...(byWorkspace.get(fact.workspaceId) ?? []), fact]);
    // In one order everywhere, so that two processes cannot wait for each other.
    for (const workspaceId of [...byWorkspace.keys()].sort()) {
      const own = byWorkspace.get(workspaceId)!;
      await lockReports(tx, workspaceId, false);
      const books = await loadBooks(tx, workspaceId, [...new Set(own.map((fact) => fact.ticketId))]);
      const state = (await rollupState(tx, workspaceId)) ?? (await this.firstRollups(tx, workspaceId));
      const grouping = await groupingFields(tx, workspaceId);
      const cells = () => (state ? [...books.values()].flatMap((book) => cellsOf(book, state.timeZone, grouping)) : []);
      const before = cells();
      for (const fact of own) fold(books.get(fact.ticketId)!, fact);
      await saveBooks(tx, workspaceId, [...books.values()]);
      // Where no rollups are made yet, they will be made from the rows.
      const changed = changedCells(before, cells());
      await addChanges(tx, workspaceId, await numbered(tx, workspaceId, this.numbers, changed));
      tx.afterCommit(() => this.passing.tellFigures({ workspaceId }));
    }
  }

  /** Nothing was ever counted: from here on all of it is. Null: there are rows already, which BuildRollups adds up. */
  private async firstRollups(tx: Tx, workspaceId: string): Promise<RollupState | null> {
    if (await anyRows(tx, workspaceId)) return null;
    const { timeZone } = await this.workspaces.run(workspaceId, tx);
    await beginRollups(tx, workspaceId, timeZone, null);
    return { timeZone, nextDay: null };
  }
}
