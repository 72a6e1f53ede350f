// Facts become notifications: whom each concerns, folded by ticket, in the transaction that marks the facts consumed.
import { Injectable } from '@nestjs/common';
import { AgentNames } from '../people/agent-names.js';
import { ReadTeams } from '../people/read-teams.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import type { EventType, Fact } from '../platform/events/define-event.js';
import { type Projection, Projects } from '../platform/events/listeners.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { BadByLink } from '../survey/links/bad-by-link.js';
import { MessageMarked, SurveyAnswered, TicketAssigned, TicketReopened, TicketTrashed } from '../tickets/events.js';
import { ReadTicketRows } from '../tickets/read-ticket-rows.js';
import { waysOf } from './kinds.js';
import { MailCase } from './mail-case.js';
import { authorsOf, dropNews, foldIn, lastSolver } from './notification.store.js';
import { RingAgent } from './notify.job.js';
import { eagerAgents, waysOfAgents } from './notify-settings.store.js';
import { TellAgent } from './tell-agent.js';
import { TellOfLinkAnswers } from './tell-of-link-answers.js';
import { watchersOf } from './watcher.store.js';
import { FACTS_THAT_CONCERN, gatherConcerns, type Surroundings, whomItConcerns } from './whom-it-concerns.js';

@Injectable()
@Projects('notifications', [...FACTS_THAT_CONCERN, BadByLink] as unknown as EventType<object>[])
export class WriteNotifications implements Projection {
  constructor(
    private readonly rows: ReadTicketRows,
    private readonly teams: ReadTeams,
    private readonly agents: AgentNames,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly teller: TellAgent,
    private readonly mailer: MailCase,
    private readonly byLink: TellOfLinkAnswers,
  ) {}

  /** Idempotent: each row remembers the last fact that was folded into it. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const byWorkspace = new Map<string, Fact[]>();
    for (const fact of facts) byWorkspace.set(fact.workspaceId, [...(byWorkspace.get(fact.workspaceId) ?? []), fact]);
    for (const workspaceId of [...byWorkspace.keys()].sort())
      await this.ofWorkspace(tx, workspaceId, byWorkspace.get(workspaceId)!);
  }

  private async ofWorkspace(tx: Tx, workspaceId: string, facts: Fact[]): Promise<void> {
    const byTicket = new Map<string, Fact[]>();
    const byLink = facts.filter(BadByLink.is);
    for (const fact of facts)
      if (!BadByLink.is(fact)) byTicket.set(fact.ticketId, [...(byTicket.get(fact.ticketId) ?? []), fact]);
    // Sorted, so that two processes cannot wait for each other.
    const ticketIds = [...byTicket.keys()].sort();
    const rows = new Map((await this.rows.run(tx, workspaceId, ticketIds)).map((row) => [row.id, row]));
    const watchers = await watchersOf(tx, workspaceId, ticketIds);
    const eager = await eagerAgents(tx, workspaceId);
    const teams = new Map((await this.teams.run(workspaceId, tx)).map((team) => [team.id, team.memberIds]));
    const agents = await this.agents.run(tx, workspaceId);
    const toRing = new Set(
      byLink.length > 0 ? await this.byLink.run(tx, workspaceId, byLink, leadsAmong(agents, [])) : [],
    );
    for (const ticketId of ticketIds) {
      const row = rows.get(ticketId);
      if (!row) continue;
      const own = byTicket.get(ticketId)!;
      const around: Surroundings = {
        assigneeId: row.assigneeId,
        teamId: row.teamId,
        spam: row.spam,
        watchers: watchers.get(ticketId) ?? [],
        eager,
        membersOf: (teamId) => teams.get(teamId) ?? [],
        leadsOf: (teamId) => leadsAmong(agents, (teamId && teams.get(teamId)) || []),
        ...(await this.past(tx, own)),
      };
      const concerns = gatherConcerns(own.flatMap((fact) => whomItConcerns(fact, around))).filter(
        ({ agentId }) => agents.get(agentId)?.disabled === false,
      );
      const toMail: string[] = [];
      const chosen = await waysOfAgents(tx, workspaceId, [...new Set(concerns.map((one) => one.agentId))]);
      for (const one of concerns) {
        if (!waysOf(one.kind, chosen.get(one.agentId) ?? {}).app) continue;
        if (!(await foldIn(tx, { workspaceId, ticketId }, one))) continue;
        toRing.add(one.agentId);
        if (one.kind === 'case' && waysOf(one.kind, chosen.get(one.agentId) ?? {}).mail) toMail.push(one.agentId);
      }
      if (toMail.length > 0) await this.mailer.run(tx, workspaceId, row, toMail);
      const trashed = own.some(TicketTrashed.is);
      // Somebody has taken it; or it lies in the trash, and nothing of it concerns anybody.
      if (trashed || (row.assigneeId && own.some(TicketAssigned.is)))
        await this.drop(tx, { workspaceId, ticketId }, trashed ? null : 'unassigned');
    }
    const stamp = facts.at(-1)!.id;
    for (const agentId of toRing)
      this.jobs.enqueueAfter(tx, RingAgent.order({ workspaceId, agentId }, `${agentId}_${stamp}`));
  }

  /** What only some facts ask for. */
  private async past(tx: Tx, facts: Fact[]): Promise<Pick<Surroundings, 'solverId' | 'authorOf'>> {
    const [first] = facts;
    const asksSolver = facts.some((fact) => TicketReopened.is(fact) || SurveyAnswered.is(fact));
    const marked = facts.flatMap((fact) =>
      MessageMarked.is(fact) && ['failed', 'unknown'].includes(fact.payload.state) ? [fact.payload.messageId] : [],
    );
    const authors = marked.length > 0 ? await authorsOf(tx, first!, marked) : new Map<string, string | null>();
    return {
      solverId: asksSolver ? await lastSolver(tx, first!.workspaceId, first!.ticketId) : null,
      authorOf: (messageId) => authors.get(messageId) ?? null,
    };
  }

  private async drop(
    tx: Tx,
    ticket: { workspaceId: string; ticketId: string },
    kind: 'unassigned' | null,
  ): Promise<void> {
    const relieved = await dropNews(tx, ticket, kind, this.clock.now());
    tx.afterCommit(() => {
      for (const agentId of relieved) this.teller.readElsewhere(ticket.workspaceId, agentId, null);
    });
  }
}

/** Of these, else of all: those who lead; where nobody does, the owners. */
function leadsAmong(agents: Awaited<ReturnType<AgentNames['run']>>, members: string[]): string[] {
  const here = [...agents].filter(([, { disabled }]) => !disabled);
  const leads = here.filter(([, { role }]) => role === 'lead');
  const own = leads.filter(([id]) => members.includes(id));
  const owners = here.filter(([, { role }]) => role === 'owner');
  const group = [own, leads, owners].find((some) => some.length > 0) ?? [];
  return group.map(([id]) => id);
}
