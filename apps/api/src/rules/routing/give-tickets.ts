// A team's queue is handed out: first in line first, one ticket a transaction, never more to anybody than they can hold.
import { Injectable } from '@nestjs/common';
import { Candidates } from '../../people/presence/candidates.js';
import { hasRoom, KINDS, kindOf, type Load, NO_LOAD } from '../../people/presence/duty.js';
import { Database, type Sql, type Tx } from '../../platform/database/database.js';
import { CountLoads } from '../../tickets/count-loads.js';
import { PlaceTicket } from '../../tickets/place-ticket.js';
import { type AtHand, chooseAgent, type Wish } from './choose-agent.js';
import { type Plan, planOf, type Routing } from './routing.js';
import { readRouting } from './routing.store.js';
import { dropRoute, readRoute, type WaitingTicket, waitingPage } from './ticket-route.store.js';

const PAGE = 50;
/** Somebody may be filled by another queue at the same time: then the next one is asked. */
const TRIES = 5;

interface Answer {
  /** False: that person had no room left after all. */
  given: boolean;
  agentId: string;
  load: Load;
}

@Injectable()
export class GiveTickets {
  /** One hand a queue in this process; whoever asks meanwhile is answered by one more round of the same hand. */
  private readonly hands = new Map<string, { again: boolean; done: Promise<void> }>();

  constructor(
    private readonly database: Database,
    private readonly candidates: Candidates,
    private readonly loads: CountLoads,
    private readonly tickets: PlaceTicket,
  ) {}

  /** Until nobody has room or nobody waits. `teamId` null: the queue of no team. */
  run(workspaceId: string, teamId: string | null): Promise<void> {
    const key = `${workspaceId} ${teamId}`;
    const hand = this.hands.get(key);
    if (hand) {
      hand.again = true;
      return hand.done;
    }
    const mine = { again: true, done: Promise.resolve() };
    this.hands.set(key, mine);
    mine.done = (async () => {
      try {
        while (mine.again) {
          mine.again = false;
          await this.handOut(workspaceId, teamId);
        }
      } finally {
        this.hands.delete(key);
      }
    })();
    return mine.done;
  }

  private async handOut(workspaceId: string, teamId: string | null): Promise<void> {
    const routing = await readRouting(this.database, workspaceId);
    const plan = planOf(routing, teamId);
    if (plan.mode === 'manual') return;
    for (let after: WaitingTicket | null = null; ; ) {
      const people = await this.atHand(this.database, workspaceId, plan, routing);
      const room = (kind: (typeof KINDS)[number]) =>
        people.some((agent) => !plan.useCapacity || hasRoom(agent.load, agent.capacity, kind));
      const kinds = people.length > 0 ? KINDS.filter(room) : [];
      if (kinds.length === 0) return;
      const skills = [...new Set(people.flatMap((agent) => agent.skills))];
      const page: WaitingTicket[] = await waitingPage(this.database, workspaceId, teamId, {
        kinds,
        skills,
        after,
        limit: PAGE,
      });
      for (const ticket of page) {
        after = ticket;
        // By what was just seen: only those for whom somebody may be found cost a transaction.
        for (
          let tries = 0;
          tries < TRIES && chooseAgent(plan.mode, plan.useCapacity, people, wishOf(ticket));
          tries++
        ) {
          const answer = await this.giveOne(workspaceId, plan, routing, ticket);
          const agent = people.find((one) => one.agentId === answer?.agentId);
          if (agent && answer) Object.assign(agent, { load: answer.load, turn: Number.MAX_SAFE_INTEGER });
          if (answer?.given !== false) break;
        }
      }
      if (page.length < PAGE) return;
    }
  }

  /** One decision: by what is true now, under the lock of the queue, the person's duty and the ticket. */
  private giveOne(workspaceId: string, plan: Plan, routing: Routing, waiting: WaitingTicket): Promise<Answer | null> {
    return this.database.transaction(async (tx) => {
      await lockQueue(tx, workspaceId, plan.teamId);
      const people = await this.atHand(tx, workspaceId, plan, routing);
      const agent = chooseAgent(plan.mode, plan.useCapacity, people, wishOf(waiting));
      if (!agent) return null;
      const who = { workspaceId, agentId: agent.agentId };
      await this.candidates.hold(tx, who);
      const load = (await this.loadsOf(tx, workspaceId, [agent.agentId])).get(agent.agentId) ?? NO_LOAD;
      const kind = waiting.kind;
      if (plan.useCapacity && !hasRoom(load, agent.capacity, kind))
        return { given: false, agentId: agent.agentId, load };
      const key = { workspaceId, ticketId: waiting.ticketId };
      let given = false;
      await this.tickets.run(tx, key, async (ticket) => {
        const route = await readRoute(tx, key);
        const still = ticket.inQueue && ticket.assigneeId === null && ticket.teamId === plan.teamId;
        given = still && route?.waiting === true && route.teamId === plan.teamId;
        if (!given) return null;
        return {
          agentId: agent.agentId,
          teamId: ticket.teamId,
          why: {
            how: plan.mode === 'round-robin' ? 'round-robin' : 'least-loaded',
            teamId: plan.teamId,
            load: load[kind] + 1,
            of: plan.useCapacity ? agent.capacity[kind] : null,
            ...(waiting.skills.length > 0 && !waiting.overflowed ? { skills: waiting.skills } : {}),
            ...(waiting.overflowed ? { anyone: true } : {}),
          },
        };
      });
      if (!given) return null;
      await dropRoute(tx, key);
      await this.candidates.passTurn(tx, who);
      return { given: true, agentId: agent.agentId, load: { ...load, [kind]: load[kind] + 1 } };
    });
  }

  private async atHand(sql: Sql, workspaceId: string, plan: Plan, { terms }: Routing): Promise<AtHand[]> {
    const people = await this.candidates.run(sql, workspaceId, plan.teamId, terms.capacity);
    const loads = await this.loadsOf(
      sql,
      workspaceId,
      people.map((agent) => agent.agentId),
    );
    return people.map((agent) => ({ ...agent, load: loads.get(agent.agentId) ?? NO_LOAD }));
  }

  private async loadsOf(sql: Sql, workspaceId: string, agentIds: string[]): Promise<Map<string, Load>> {
    const loads = new Map<string, Load>();
    for (const { agentId, channel, count } of await this.loads.run(sql, workspaceId, agentIds)) {
      const load = loads.get(agentId) ?? { ...NO_LOAD };
      load[kindOf(channel)] += count;
      loads.set(agentId, load);
    }
    return loads;
  }
}

const wishOf = ({ kind, skills, avoid, overflowed }: WaitingTicket): Wish => ({
  kind,
  skills: overflowed ? [] : skills,
  avoid,
});

/** Turns are taken in one order, however many processes hand out the same queue. */
async function lockQueue(tx: Tx, workspaceId: string, teamId: string | null): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('route ' || $1 || ' ' || $2, 0))`, [
    workspaceId,
    teamId ?? '',
  ]);
}
