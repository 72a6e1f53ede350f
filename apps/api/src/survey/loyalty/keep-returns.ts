// Whatever changes an answer, an order or whose they are is heard here, and its customers are counted again from their rows.
import { Injectable } from '@nestjs/common';
import { OrdersChanged } from '../../people/orders/orders-changed.js';
import type { Tx } from '../../platform/database/database.js';
import type { EventType, Fact } from '../../platform/events/define-event.js';
import { type Projection, Projects } from '../../platform/events/listeners.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import {
  AsideAnswered,
  RequesterChanged,
  SurveyAnswered,
  TicketMarkedSpam,
  TicketMerged,
  TicketRestored,
  TicketTrashed,
  TicketUnmerged,
} from '../../tickets/events.js';
import { addReturns, customersOf, dropReturns, holdReturns, takeFromRelay, wipeReturns } from './returns.store.js';

export const RETURNS_CONSUMER = 'returns';
/** Two cards that became one, or two again, are told of by their orders: whoever moves those goes by OrdersChanged. */
const HEARD = [
  ...[SurveyAnswered, AsideAnswered, RequesterChanged, OrdersChanged],
  ...[TicketMarkedSpam, TicketTrashed, TicketRestored, TicketMerged, TicketUnmerged],
];

@Injectable()
@Projects(RETURNS_CONSUMER, HEARD as unknown as EventType<object>[])
export class KeepReturns implements Projection {
  constructor(private readonly passing: PassingNews) {}

  /** Idempotent, in any order: a customer is counted from what there is, not from what the fact says. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    // In one order everywhere, so that two processes cannot wait for each other.
    for (const workspaceId of [...new Set(facts.map((fact) => fact.workspaceId))].sort()) {
      const own = facts.filter((fact) => fact.workspaceId === workspaceId);
      await holdReturns(tx, workspaceId);
      if (own.some((fact) => OrdersChanged.is(fact) && fact.payload.contactIds === null)) {
        await wipeReturns(tx, workspaceId);
        await addReturns(tx, workspaceId, null);
      } else {
        const tickets = own.filter((fact) => !OrdersChanged.is(fact)).map((fact) => fact.ticketId);
        const customers = [...new Set([...(await customersOf(tx, workspaceId, tickets)), ...own.flatMap(namedIn)])];
        await dropReturns(tx, workspaceId, customers);
        await addReturns(tx, workspaceId, customers);
      }
      tx.afterCommit(() => this.passing.tellFigures({ workspaceId }));
    }
  }

  /** All of a workspace: rows may have been written past the facts. */
  async anew(tx: Tx, workspaceId: string): Promise<void> {
    await takeFromRelay(tx, workspaceId, RETURNS_CONSUMER);
    await holdReturns(tx, workspaceId);
    await wipeReturns(tx, workspaceId);
    await addReturns(tx, workspaceId, null);
  }
}

function namedIn(fact: Fact): string[] {
  if (OrdersChanged.is(fact)) return fact.payload.contactIds ?? [];
  return RequesterChanged.is(fact) ? [fact.payload.from, fact.payload.to] : [];
}
