// The same actions on many tickets, each in a transaction of its own: done, skipped for nothing was to do, or refused with its reason.
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { FieldValues } from '../../people/fields/field-definition.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { floorOf, newId } from '../../platform/ids.js';
import { DoOnTicket, type ReadyAction } from '../do-on-ticket.js';
import type { Actor } from '../events.js';
import type { Ticket } from '../ticket.js';
import { lockTicket } from '../ticket.store.js';
import type { TicketAction } from '../ticket-action.js';
import { fieldsOf } from '../ticket-values.store.js';
import { type Before, beforeOf } from './before.js';
import * as store from './bulk.store.js';

/** At most this many tickets in one order. */
export const MOST_TICKETS = 500;
/** So many are worked on at a time: others have a desk to use. */
const AT_ONCE = 4;
/** So long whoever solves many may find that it was a mistake, before anybody is asked how it went. */
const SOLVE_HELD_MS = 30_000;

export interface BulkOrder {
  workspaceId: string;
  actor: Actor;
  ticketIds: string[];
  /** They have passed `checkTicketActions`. */
  actions: TicketAction[];
  /** Asked again with the same key nothing is done twice; what was interrupted goes on where it stopped. */
  key: string;
}

@Injectable()
export class DoBulk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly doOn: DoOnTicket,
  ) {}

  /** @throws DomainError validation-failed (an agent or team that is not here); key-reused (for another order). */
  async run(order: BulkOrder): Promise<{ id: string; tickets: store.BulkTicket[] }> {
    const { workspaceId, actor, actions } = order;
    const ready: ReadyAction[] = [];
    for (const action of actions) ready.push(await this.doOn.ready(workspaceId, action));
    const bulk = await this.begin(order);
    const known = new Set(
      (await store.listBulkTickets(this.database, workspaceId, bulk.id)).map((row) => row.ticketId),
    );
    const waiting = bulk.ticketIds.filter((id) => !known.has(id));
    const work = async () => {
      for (let id = waiting.shift(); id; id = waiting.shift()) await this.one({ workspaceId, actor, bulk, id }, ready);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (!bulk.doneAt) await store.finishBulk(this.database, workspaceId, bulk.id, this.clock.now());
    return { id: bulk.id, tickets: await store.listBulkTickets(this.database, workspaceId, bulk.id) };
  }

  private async begin({ workspaceId, actor, ticketIds, actions, key }: BulkOrder): Promise<store.Bulk> {
    const bulk = { id: newId(), agentId: actor.agentId, actions, ticketIds, at: this.clock.now() };
    const begun = await store.insertBulk(this.database, workspaceId, bulk, key);
    if (begun) return begun;
    const earlier = await store.findBulkByKey(this.database, workspaceId, key);
    const same = earlier?.agentId === actor.agentId && isDeepStrictEqual(earlier.actions, actions);
    if (!earlier || !same) throw new DomainError('key-reused');
    return earlier;
  }

  private async one(
    { workspaceId, actor, bulk, id: ticketId }: { workspaceId: string; actor: Actor; bulk: store.Bulk; id: string },
    actions: ReadyAction[],
  ): Promise<void> {
    const nothing = { ticketId, outcome: 'skipped' as const, reason: null, before: null, seq: null };
    try {
      await this.database.transaction(async (tx) => {
        // Its row first: somebody who does the same order at the same time waits here, and leaves it alone.
        if (!(await store.writeBulkTicket(tx, workspaceId, bulk.id, nothing))) return;
        const then = await lockTicket(tx, workspaceId, ticketId);
        if (!then) throw new DomainError('not-found');
        let changed = false;
        const solveHeldUntil = new Date(this.clock.now().getTime() + SOLVE_HELD_MS);
        const said: Pick<Before, 'replies' | 'noted' | 'fields'> = {};
        const fields = actions.some((one) => one.do === 'set-fields') ? await fieldsOf(tx, workspaceId, ticketId) : {};
        for (const [index, action] of actions.entries()) {
          const messageId = newId();
          const key = { idempotencyKey: `bulk ${bulk.id} ${index}`, messageId };
          const order = { workspaceId, ticketId, actor, ...key, solveHeldUntil };
          const did = await this.doOn.do(order, action, tx);
          changed ||= did;
          if (did && action.do === 'note') said.noted = true;
          if (did && action.do === 'set-fields') said.fields = { ...said.fields, ...asTheyWere(fields, action.values) };
          if (did && action.do === 'reply') said.replies = [...(said.replies ?? []), messageId];
        }
        if (!changed) return;
        const now = (await lockTicket(tx, workspaceId, ticketId))!;
        const before = { ...(await this.before(tx, then, now, solveHeldUntil)), ...said };
        await store.markDone(tx, workspaceId, bulk.id, ticketId, before, now.seq);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const refused = { ...nothing, outcome: 'refused' as const, reason: error.code };
      await store.writeBulkTicket(this.database, workspaceId, bulk.id, refused);
    }
  }

  private async before(tx: Tx, then: Ticket, now: Ticket, heldUntil: Date): Promise<Before> {
    const { workspaceId, id, episode } = then;
    const floor = floorOf(id);
    const before = beforeOf(then, now, await store.unansweredAfter(tx, workspaceId, id, floor, then.seq));
    if (now.state !== 'solved' || !before.state) return before;
    const resolved = episode > 1 ? await store.resolutionOf(tx, workspaceId, id, floor, episode - 1) : null;
    const solvedAt = then.solvedAt?.toISOString() ?? null;
    return { ...before, state: { ...before.state, held: { until: heldUntil.toISOString(), solvedAt, resolved } } };
  }
}

const asTheyWere = (before: FieldValues, values: object) =>
  Object.fromEntries(Object.keys(values).map((key) => [key, before[key] ?? null]));
