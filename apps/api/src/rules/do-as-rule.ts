// One action of a rule, by the use case that anybody else would call; what it says to a customer is weighed first.
import { Injectable } from '@nestjs/common';
import { AgentNames } from '../people/agent-names.js';
import { ReadTeams } from '../people/read-teams.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { AnnulReopening } from '../tickets/annul-reopening.js';
import { DoOnTicket } from '../tickets/do-on-ticket.js';
import type { Actor } from '../tickets/events.js';
import { ReadStanding, type Standing } from '../tickets/read-standing.js';
import type { TicketAction } from '../tickets/ticket-action.js';
import { fillGaps, firstName, type Gaps, type RuleAction } from './rule-action.js';
import { maySpeak } from './rule-limits.js';
import { runsSince } from './rule-run.store.js';
import type { TicketKey } from './rule-work.store.js';

export interface RuleHand {
  actor: Actor;
  ruleId: string;
  /** Said once under this key, however often it is tried. */
  once: string;
}

@Injectable()
export class DoAsRule {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly does: DoOnTicket,
    private readonly annul: AnnulReopening,
    private readonly standings: ReadStanding,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** Null: done. Else why it was left out. @throws DomainError what the use case throws. */
  async run(key: TicketKey, action: RuleAction, { actor, ruleId, once }: RuleHand): Promise<string | null> {
    const ticket = (await this.standings.run(this.database, key.workspaceId, [key.ticketId])).get(key.ticketId);
    if (!ticket) throw new DomainError('not-found');
    if (action.do === 'only-thanks') {
      if (ticket.episode < 2 || ticket.state === 'solved') return 'as-it-was';
      await this.annul.run({ ...key, actor });
      return null;
    }
    if (action.do === 'reply') {
      const { spokeAt } = await runsSince(this.database, key.workspaceId, { ...key, ruleId }, this.clock.now());
      const silenced = maySpeak({ ...ticket, spokeAt, repliesAlone: ticket.botWords }, this.clock.now());
      if (silenced) return silenced;
    }
    const changed = await this.does.run(
      { ...key, actor, idempotencyKey: once, holdSeconds: 0, bot: true },
      await this.filled(key, action, ticket),
    );
    return changed || action.do === 'reply' || action.do === 'note' ? null : 'as-it-was';
  }

  private async filled(
    key: TicketKey,
    action: Exclude<RuleAction, { do: 'only-thanks' }>,
    ticket: Standing,
  ): Promise<TicketAction> {
    if (action.do !== 'reply' && action.do !== 'note') return action;
    return { do: action.do, text: fillGaps(action.text, await this.gaps(key.workspaceId, ticket)) };
  }

  private async gaps(workspaceId: string, ticket: Standing): Promise<Gaps> {
    const { name: workspace } = await this.workspaces.run(workspaceId);
    const agent = ticket.assigneeId && (await this.agents.run(this.database, workspaceId)).get(ticket.assigneeId)?.name;
    const team = ticket.teamId && (await this.teams.run(workspaceId)).find((one) => one.id === ticket.teamId)?.name;
    return {
      name: firstName(ticket.contactName),
      number: String(ticket.number),
      subject: ticket.subject ?? '',
      agent: agent ? firstName(agent) : '',
      team: team || '',
      workspace,
    };
  }
}
