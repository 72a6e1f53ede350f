// Makes the rows of reports anew from nothing but facts: after a change of their shape, or when verification disagrees.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../platform/database/database.js';
import { BuildRollups } from './build-rollups.js';
import { readFacts } from './facts.store.js';
import { type Book, blankBook, FACTS_THAT_COUNT, fold } from './fold-facts.js';
import { REPORTS_CONSUMER } from './project-facts.js';
import { lockReports, saveBooks, wipeReports } from './report-rows.store.js';

/** How far it is: tickets folded, of about as many as there were; then days made, back to the first. */
export type Told = (progress: { tickets: number; of: number } | { day: string; first: string }) => void;

const TICKETS_AT_ONCE = 500;

@Injectable()
export class RebuildReports {
  constructor(
    private readonly database: Database,
    private readonly rollups: BuildRollups,
  ) {}

  /**
   * In one transaction: readers see the old rows until the new ones are complete. Facts that were still on their way to
   * the reports are taken from the relay and folded here; those recorded meanwhile arrive by it, recognised by their seq.
   */
  async run(workspaceId: string, told: Told = () => {}): Promise<{ tickets: number; facts: number }> {
    return this.database.transaction(async (tx) => {
      // Before the facts are read, so that none is taken away unread; and before the lock, in the order of the relay.
      await tx.query('DELETE FROM outbox WHERE consumer = $1 AND workspace_id = $2', [REPORTS_CONSUMER, workspaceId]);
      await lockReports(tx, workspaceId, true);
      const [known] = await tx.query<{ tickets: number }>(
        'SELECT count(*)::int AS tickets FROM report_ticket WHERE workspace_id = $1',
        [workspaceId],
      );
      await wipeReports(tx, workspaceId);
      const counted = await this.foldAll(tx, workspaceId, (tickets) => told({ tickets, of: known!.tickets }));
      await this.rollups.within(tx, workspaceId, (day, first) => told({ day, first }));
      return counted;
    });
  }

  private async foldAll(
    tx: Tx,
    workspaceId: string,
    told: (tickets: number) => void,
  ): Promise<{ tickets: number; facts: number }> {
    const counted = { tickets: 0, facts: 0 };
    let books: Book[] = [];
    for await (const facts of readFacts(
      tx,
      workspaceId,
      FACTS_THAT_COUNT.map((event) => event.type),
    )) {
      const book = blankBook(facts[0]!.ticketId);
      for (const fact of facts) fold(book, fact);
      books.push(book);
      counted.tickets += 1;
      counted.facts += facts.length;
      if (books.length < TICKETS_AT_ONCE) continue;
      await saveBooks(tx, workspaceId, books);
      books = [];
      told(counted.tickets);
    }
    await saveBooks(tx, workspaceId, books);
    return counted;
  }
}
