// A ticket's promises are settled: its facts, the policy that speaks for it and the time become rows, facts and a mark in the queue.
import { Injectable } from '@nestjs/common';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { ReadSlaPolicies } from '../desk/sla-policies.js';
import { policyFor } from '../desk/sla-policy.js';
import { Clock } from '../platform/clock.js';
import type { Fields } from '../platform/conditions/condition.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { HoldTicket } from '../tickets/hold-ticket.js';
import { ReadTicketFields } from '../tickets/read-ticket-fields.js';
import { ReadTicketSubject } from '../tickets/read-ticket-subject.js';
import { ShowPromise } from '../tickets/show-promise.js';
import type { TicketSubject } from '../tickets/ticket-fields.js';
import { KeepPromises } from './keep-promises.job.js';
import { runClocks } from './run-clocks.js';
import { settleTargets } from './settle-targets.js';
import {
  markKept,
  readClockFacts,
  readKeptSeq,
  readTargets,
  ringing,
  staleTickets,
  writeTargets,
} from './sla-target.store.js';

@Injectable()
export class KeepTicketPromises {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tickets: HoldTicket,
    private readonly policies: ReadSlaPolicies,
    private readonly calendars: CalendarInForce,
    private readonly show: ShowPromise,
    private readonly subjects: ReadTicketSubject,
    private readonly fields: ReadTicketFields,
  ) {}

  /** However often, in whatever order, by whomever: it looks at everything that is known and writes what follows from it. */
  @Handles(KeepPromises)
  async run(key: { workspaceId: string; ticketId: string }): Promise<void> {
    const fields = await this.fields.run(key.workspaceId);
    await this.database.transaction(async (tx) => {
      const ticket = await this.tickets.run(tx, key.workspaceId, key.ticketId);
      if (!ticket) return;
      const rows = await readTargets(tx, key);
      const settled = settleTargets({
        runs: runClocks(await readClockFacts(tx, key)),
        rows,
        policy: await this.policy(tx, key, fields),
        version: await this.calendars.run(tx, key.workspaceId, ticket.teamId),
        active: ticket.active,
        keptSeq: await readKeptSeq(tx, key),
        held: ticket.held,
        now: this.clock.now(),
      });
      const before = new Set(rows.map((row) => JSON.stringify(row)));
      await writeTargets(
        tx,
        key,
        settled.rows.filter((row) => !before.has(JSON.stringify(row))),
      );
      await this.show.run(tx, key, ticket.active ? settled.shown : null, settled.facts);
      await markKept(tx, key, ticket.seq);
    });
  }

  private async policy(
    tx: Tx,
    { workspaceId, ticketId }: { workspaceId: string; ticketId: string },
    fields: Fields<TicketSubject>,
  ) {
    const subject = (await this.subjects.run(tx, workspaceId, [ticketId])).get(ticketId);
    if (!subject) return null;
    const policies = await this.policies.run(workspaceId, tx);
    return policyFor(policies, fields, subject, this.clock.now());
  }

  /** News whose job was lost, and alarms that nobody heard. */
  @Sweeps(KeepPromises)
  async due(now: Date): Promise<JobOrder[]> {
    const tickets = [...(await staleTickets(this.database, now)), ...(await ringing(this.database, now))];
    const distinct = new Map(tickets.map(({ workspaceId, ticketId }) => [ticketId, { workspaceId, ticketId }]));
    return [...distinct.values()].map((key) => KeepPromises.order(key, key.ticketId));
  }
}
