// One ticket is looked at by routing: under its lock it gets what follows for it, and its queue is handed out.
import { Injectable } from '@nestjs/common';
import { Candidates } from '../../people/presence/candidates.js';
import { ReadPresence } from '../../people/presence/read-presence.js';
import { languageSkill, Skills } from '../../people/presence/skills.js';
import { WakeRouting } from '../../people/presence/wake-routing.js';
import { Clock } from '../../platform/clock.js';
import type { Fields } from '../../platform/conditions/condition.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { floorOf } from '../../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { TicketAssigned } from '../../tickets/events.js';
import { type PlacedTicket, PlaceTicket } from '../../tickets/place-ticket.js';
import { ReadTicketFields } from '../../tickets/read-ticket-fields.js';
import { ReadTicketSubject } from '../../tickets/read-ticket-subject.js';
import type { TicketSubject } from '../../tickets/ticket-fields.js';
import { GiveTickets } from './give-tickets.js';
import { RouteTicketOrder } from './route-ticket.job.js';
import { type Routing, ruleFor } from './routing.js';
import { readRouting } from './routing.store.js';
import { type LastPlaced, settleRoute } from './settle-route.js';
import {
  dropRoute,
  dueRoutes,
  markLooked,
  readRoute,
  type TicketKey,
  type TicketRoute,
  writeRoute,
} from './ticket-route.store.js';

@Injectable()
export class RouteTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly tickets: PlaceTicket,
    private readonly subjects: ReadTicketSubject,
    private readonly fields: ReadTicketFields,
    private readonly presence: ReadPresence,
    private readonly skills: Skills,
    private readonly candidates: Candidates,
    private readonly wakes: WakeRouting,
    private readonly give: GiveTickets,
  ) {}

  /** However often, in whatever order: what follows from all that is known then. */
  @Handles(RouteTicketOrder)
  async run({ workspaceId, ticketId }: TicketKey): Promise<void> {
    const key = { workspaceId, ticketId };
    const fields = await this.fields.run(workspaceId);
    const { route, seen } = await this.database.transaction((tx) => this.settle(tx, key, fields));
    if (!route?.waiting) return;
    await this.give.run(workspaceId, route.teamId);
    if (seen) await markLooked(this.database, key, seen);
  }

  /** News whose job was lost, queues that overflow, holders who have been gone for long enough. */
  @Sweeps(RouteTicketOrder)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueRoutes(this.database, now)).map((key) => RouteTicketOrder.order(key, key.ticketId));
  }

  private async settle(
    tx: Tx,
    key: TicketKey,
    fields: Fields<TicketSubject>,
  ): Promise<{ route: TicketRoute | null; seen: Date | null }> {
    const now = this.clock.now();
    let after: TicketRoute | null = null;
    let seen: Date | null = null;
    const found = await this.tickets.run(tx, key, async (ticket) => {
      const route = await readRoute(tx, key);
      seen = route?.staleSince ?? null;
      if (!ticket.inQueue) return null;
      const answer = settleRoute({ ...(await this.know(tx, key, ticket, fields, now)), ticket, route, now });
      after = answer.route && { ...answer.route, staleSince: answer.route.waiting ? seen : null };
      return answer.place;
    });
    if (after) await writeRoute(tx, key, after);
    else await dropRoute(tx, key);
    const due = (after as TicketRoute | null)?.overflowAt ?? (after as TicketRoute | null)?.giveBackAt;
    if (due) this.jobs.enqueueAfter(tx, RouteTicketOrder.order(key, `${key.ticketId}_at${due.getTime()}`, due));
    if (found?.assigneeId && !found.inQueue) await this.wakes.wake(tx, key.workspaceId, [found.assigneeId]);
    return { route: after, seen };
  }

  private async know(
    tx: Tx,
    { workspaceId, ticketId }: TicketKey,
    ticket: PlacedTicket,
    fields: Fields<TicketSubject>,
    now: Date,
  ) {
    const routing = await readRouting(tx, workspaceId);
    const { assigneeId } = ticket;
    const asks = !assigneeId;
    const subject =
      asks && routing.rules.length > 0
        ? (await this.subjects.run(tx, workspaceId, [ticketId])).get(ticketId)
        : undefined;
    const row = assigneeId ? await this.presence.one(workspaceId, assigneeId, tx) : null;
    return {
      routing,
      rule: subject ? ruleFor(routing.rules, fields, subject, now) : null,
      languageSkill: asks ? await this.languages(tx, workspaceId, ticket, routing) : () => null,
      last: ticket.everAssigned ? await this.lastPlaced(tx, workspaceId, ticketId) : null,
      holder: row && {
        state: row.state,
        handBack: row.handBack,
        since: row.handBack && row.chosenAt > row.since ? row.chosenAt : row.since,
      },
    };
  }

  /** The skill of the ticket's language, for teams of which anybody has it. */
  private async languages(tx: Tx, workspaceId: string, { language }: PlacedTicket, { terms, plans }: Routing) {
    if (!terms.byLanguage || !language) return () => null;
    const wanted = languageSkill(language);
    const id = (await this.skills.run(workspaceId, tx)).find((skill) => skill.name.toLowerCase() === wanted)?.id;
    if (id === undefined) return () => null;
    const teams = new Set<string | null>();
    for (const teamId of new Set([null, ...plans.map((plan) => plan.teamId)]))
      if ((await this.candidates.skills(tx, workspaceId, teamId)).has(id)) teams.add(teamId);
    return (teamId: string | null) => (teams.has(teamId) ? id : null);
  }

  private async lastPlaced(tx: Tx, workspaceId: string, ticketId: string): Promise<LastPlaced | null> {
    const [fact] = await tx.query<{ at: Date; payload: Parameters<typeof TicketAssigned.of>[1] }>(
      `SELECT at, payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND type = $4 ORDER BY seq DESC LIMIT 1`,
      [workspaceId, ticketId, floorOf(ticketId), TicketAssigned.type],
    );
    if (!fact) return null;
    const { actor, fromAgentId, toAgentId, why } = fact.payload;
    const dropped = actor.by === 'agent' && toAgentId === null && fromAgentId === actor.agentId;
    return { at: fact.at, byRouting: why !== undefined, droppedBy: dropped ? fromAgentId : null };
  }
}
