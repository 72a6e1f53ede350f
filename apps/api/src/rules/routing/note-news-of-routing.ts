// Facts of a ticket are noted for routing, in the transaction that takes them from the outbox; looking at them is a job of its own.
import { Injectable } from '@nestjs/common';
import { WakeRouting } from '../../people/presence/wake-routing.js';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Fact } from '../../platform/events/define-event.js';
import { type Projection, Projects } from '../../platform/events/listeners.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import * as events from '../../tickets/events.js';
import { RouteTicketOrder } from './route-ticket.job.js';
import { routes } from './routing.js';
import { readRouting } from './routing.store.js';
import { markStale } from './ticket-route.store.js';

const FACTS_OF_ROUTING = [
  events.TicketOpened,
  events.MessageReceived,
  events.TicketAssigned,
  events.TicketStateChanged,
  events.TicketSolved,
  events.TicketReopened,
  events.ReopeningAnnulled,
  events.SolveAnnulled,
  events.TicketPrioritised,
  events.TicketTagged,
  events.TicketMarkedSpam,
  events.TicketMerged,
  events.TicketUnmerged,
  events.TicketTrashed,
  events.TicketRestored,
  events.TicketSnoozed,
  events.TicketWoken,
];

@Injectable()
@Projects('routing', FACTS_OF_ROUTING)
export class NoteNewsOfRouting implements Projection {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly wakes: WakeRouting,
  ) {}

  /** Of workspaces that hand out by hand, nothing is noted: their first plan looks at every ticket that waits. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const routing = new Map<string, boolean>();
    for (const { workspaceId } of facts)
      if (!routing.has(workspaceId)) routing.set(workspaceId, routes(await readRouting(tx, workspaceId)));
    const mine = facts.filter((fact) => routing.get(fact.workspaceId) && !isPlacing(fact));
    if (mine.length === 0) return;
    const last = new Map(mine.map((fact) => [fact.ticketId, fact]));
    const news = [...last.values()].sort((a, b) => a.ticketId.localeCompare(b.ticketId));
    await markStale(
      tx,
      news.map(({ workspaceId, ticketId }) => ({ workspaceId, ticketId })),
      this.clock.now(),
    );
    for (const { workspaceId, ticketId, seq } of news)
      this.jobs.enqueueAfter(tx, RouteTicketOrder.order({ workspaceId, ticketId }, `${ticketId}_${seq}`));
    await this.wakeThoseFreed(tx, mine);
  }

  /** Who no longer holds a ticket has room for another. */
  private async wakeThoseFreed(tx: Tx, facts: Fact[]): Promise<void> {
    const freed = new Map<string, Set<string>>();
    for (const fact of facts) {
      if (!events.TicketAssigned.is(fact)) continue;
      const { fromAgentId, toAgentId } = fact.payload;
      if (!fromAgentId || fromAgentId === toAgentId) continue;
      freed.set(fact.workspaceId, (freed.get(fact.workspaceId) ?? new Set()).add(fromAgentId));
    }
    for (const [workspaceId, agentIds] of freed) await this.wakes.wake(tx, workspaceId, [...agentIds].sort());
  }
}

/** Routing gave it a team, and wrote down its place there in the same transaction: no news to itself. */
function isPlacing(fact: Fact): boolean {
  const how = events.TicketAssigned.is(fact) ? fact.payload.why?.how : undefined;
  return how === 'rule' || how === 'default-team' || how === 'overflow-team';
}
