// Bulk work is taken back: each ticket becomes what it was before, but for what somebody has changed since.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { floorOf } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ApplyRule, type TicketOrder } from '../apply-rule.js';
import { type Actor, TicketFieldsSet } from '../events.js';
import { SetFields } from '../set-fields.js';
import { UndoMessage } from '../undo-message.js';
import { WakeTicketJob } from '../wake-ticket.job.js';
import { type Aspect, type Before, takeBack } from './before.js';
import * as store from './bulk.store.js';

/** After that it is too late to take it back as a whole. */
const LONGEST_MS = 24 * 3600 * 1000;
const AT_ONCE = 4;

export interface UndoneTicket {
  ticketId: string;
  /** What stays as it is: somebody has changed it since, or it cannot be taken back. Empty: all is as it was. */
  left: (Aspect | 'gone')[];
}

@Injectable()
export class UndoBulk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly apply: ApplyRule,
    private readonly undo: UndoMessage,
    private readonly fields: SetFields,
    private readonly jobs: Jobs,
  ) {}

  /** Of each ticket that had been changed. A second time nothing is undone twice. @throws DomainError not-found; undo-too-late. */
  async run(workspaceId: string, bulkId: string, actor: Actor): Promise<UndoneTicket[]> {
    const bulk = await store.findBulk(this.database, workspaceId, bulkId);
    if (!bulk || bulk.agentId !== actor.agentId) throw new DomainError('not-found');
    if (this.clock.now().getTime() - bulk.at.getTime() > LONGEST_MS) throw new DomainError('undo-too-late');
    const rows = await store.listBulkTickets(this.database, workspaceId, bulkId);
    const waiting = rows.filter((row) => row.outcome === 'done');
    const undone: UndoneTicket[] = [];
    const work = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift())
        undone.push({ ticketId: row.ticketId, left: await this.one(workspaceId, bulkId, row, actor) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return undone;
  }

  private async one(
    workspaceId: string,
    bulkId: string,
    { ticketId, before, undone }: store.BulkTicket,
    actor: Actor,
  ): Promise<UndoneTicket['left']> {
    if (undone) return undone.left as UndoneTicket['left'];
    const unsaid = await this.unsay({ workspaceId, ticketId, actor }, before?.replies ?? []);
    return this.database.transaction(async (tx) => {
      const row = await store.lockBulkTicket(tx, workspaceId, bulkId, ticketId);
      if (!row?.before || row.seq === null) return [];
      // Somebody else was quicker: what they found is what there is to say.
      if (row.undone) return row.undone.left as UndoneTicket['left'];
      const since = await store.factTypesAfter(tx, workspaceId, ticketId, floorOf(ticketId), row.seq);
      const order = { workspaceId, ticketId, actor };
      const left = [
        ...(await this.restore(tx, order, row.before, since)),
        ...(await this.refill(tx, order, row.before, since)),
        ...unsaid,
      ];
      await store.markUndone(tx, workspaceId, bulkId, ticketId, left);
      return left;
    });
  }

  private async restore(
    tx: Tx,
    order: TicketOrder,
    before: Before,
    since: ReadonlySet<string>,
  ): Promise<UndoneTicket['left']> {
    let left: UndoneTicket['left'] = [];
    try {
      await this.apply.run(
        order,
        (ticket, at) => {
          const back = takeBack(ticket, before, since, order.actor, at);
          left = back.left;
          return back.change;
        },
        tx,
      );
    } catch (error) {
      // Closed, merged away or in the trash meanwhile: it is let be.
      if (!(error instanceof DomainError)) throw error;
      return ['gone'];
    }
    this.sleepAgain(before, left, order);
    return left;
  }

  /** Own fields hold again what they held, unless somebody has filled one since, or none may hold it any more. */
  private async refill(
    tx: Tx,
    order: TicketOrder,
    { fields }: Before,
    since: ReadonlySet<string>,
  ): Promise<['fields'] | []> {
    if (!fields) return [];
    if (since.has(TicketFieldsSet.type)) return ['fields'];
    try {
      await this.fields.run({ ...order, values: fields }, tx);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return ['fields'];
    }
    return [];
  }

  /** Replies that have not gone yet are withdrawn; the others stay. */
  private async unsay({ workspaceId, ticketId, actor }: TicketOrder, replies: string[]): Promise<['replies'] | []> {
    let gone = false;
    for (const messageId of replies) {
      try {
        await this.undo.run({ workspaceId, ticketId, messageId, agentId: actor.agentId });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        gone = true;
      }
    }
    return gone ? ['replies'] : [];
  }

  /** It sleeps again: somebody must wake it. */
  private sleepAgain({ snooze }: Before, left: UndoneTicket['left'], { workspaceId, ticketId }: TicketOrder): void {
    const until = snooze && !left.includes('snooze') ? new Date(snooze) : null;
    if (!until || until <= this.clock.now()) return;
    const order = WakeTicketJob.order({ workspaceId, ticketId }, `${ticketId}_${until.getTime()}`, until);
    // A lost order is found by the sweep.
    this.jobs.enqueue(order).catch(() => undefined);
  }
}
