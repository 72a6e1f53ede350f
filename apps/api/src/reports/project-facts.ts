// Path C, last step: folds facts into the narrow rows of reports, in the transaction that marks them consumed.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { EventType, Fact } from '../platform/events/define-event.js';
import { type Projection, Projects } from '../platform/events/listeners.js';
import { FACTS_THAT_COUNT, fold } from './fold-facts.js';
import { loadBooks, lockReports, saveBooks } from './report-rows.store.js';

export const REPORTS_CONSUMER = 'reports';

@Injectable()
@Projects(REPORTS_CONSUMER, FACTS_THAT_COUNT as unknown as EventType<object>[])
export class ProjectFacts implements Projection {
  /** Idempotent: each ticket remembers the seq of the last fact it took. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const byWorkspace = new Map<string, Fact[]>();
    for (const fact of facts) byWorkspace.set(fact.workspaceId, [...(byWorkspace.get(fact.workspaceId) ?? []), fact]);
    // In one order everywhere, so that two processes cannot wait for each other.
    for (const workspaceId of [...byWorkspace.keys()].sort()) {
      const own = byWorkspace.get(workspaceId)!;
      await lockReports(tx, workspaceId, false);
      const books = await loadBooks(tx, workspaceId, [...new Set(own.map((fact) => fact.ticketId))]);
      for (const fact of own) fold(books.get(fact.ticketId)!, fact);
      await saveBooks(tx, workspaceId, [...books.values()]);
    }
  }
}
