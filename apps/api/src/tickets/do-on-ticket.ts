// One action on one ticket, by the use case that anybody else would call: for bulk work, macros and rules.
import { Inject, Injectable } from '@nestjs/common';
import { EnsureTags, ReadTags, tagName } from '../desk/tags.js';
import type { Env } from '../env.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadTeams } from '../people/read-teams.js';
import { Database, type Tx } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import type { TicketOrder } from './apply-rule.js';
import { AssignTicket } from './assign-ticket.js';
import { ChangeState } from './change-state.js';
import { CheckActions } from './check-actions.js';
import { MarkSpam } from './mark-spam.js';
import { PostMessage } from './post-message.js';
import { PrioritiseTicket } from './prioritise-ticket.js';
import { ReckonSnooze } from './reckon-snooze.js';
import { safeReplyHtml } from './reply-html.js';
import { RequestSurvey } from './request-survey.js';
import { SetFields } from './set-fields.js';
import { SnoozeTicket } from './snooze-ticket.js';
import { SolveTicket } from './solve-ticket.js';
import { TagTicket } from './tag-ticket.js';
import type { TicketAction } from './ticket-action.js';

/** An action whose names have been looked up: done to many tickets, they are looked up once. */
export type ReadyAction = Exclude<TicketAction, { names: string[] }> | { do: 'tags'; add: number[]; remove: number[] };

export type ActionOrder = TicketOrder & {
  /** For words: a second time with the same key says nothing twice. Null: each time anew. */
  idempotencyKey?: string | null;
  /** Of the note or reply, fixed beforehand. */
  messageId?: string;
  /** How long a reply can be taken back; absent: as long as usual for a person, not at all for others. */
  holdSeconds?: number;
  /** Until then a solving can be annulled as if it had never been; absent: it stands at once. */
  solveHeldUntil?: Date;
  /** An automatic word: it stops no clock and counts as nobody's answer. */
  bot?: boolean;
};

@Injectable()
export class DoOnTicket {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: Database,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
    private readonly ensureTags: EnsureTags,
    private readonly tags: ReadTags,
    private readonly assign: AssignTicket,
    private readonly state: ChangeState,
    private readonly solve: SolveTicket,
    private readonly prioritise: PrioritiseTicket,
    private readonly tag: TagTicket,
    private readonly snooze: SnoozeTicket,
    private readonly moment: ReckonSnooze,
    private readonly fields: SetFields,
    private readonly actions: CheckActions,
    private readonly spam: MarkSpam,
    private readonly survey: RequestSurvey,
    private readonly post: PostMessage,
  ) {}

  /**
   * The action has passed `checkTicketActions`. False: nothing was to change. In `tx`, or in a transaction of its own.
   * @throws DomainError validation-failed (an agent or a team that is not here), field-…, and what its use case throws.
   */
  async run(order: ActionOrder, action: TicketAction, tx?: Tx): Promise<boolean> {
    return this.do(order, await this.ready(order.workspaceId, action), tx);
  }

  /** Looks up what the action names; tags that are put on and are not there yet are made. @throws DomainError validation-failed, field-… */
  async ready(workspaceId: string, action: TicketAction): Promise<ReadyAction> {
    if (action.do === 'assign') await this.checkHolder(workspaceId, action);
    if (action.do === 'set-fields') await this.actions.run(workspaceId, [action]);
    if (action.do === 'add-tags') {
      const add = await this.database.transaction((tx) => this.ensureTags.run(tx, workspaceId, action.names));
      return { do: 'tags', add, remove: [] };
    }
    if (action.do === 'remove-tags') {
      const names = new Set(action.names.map((name) => tagName(name).toLowerCase()));
      const known = await this.tags.run(workspaceId);
      return {
        do: 'tags',
        add: [],
        remove: known.filter((tag) => names.has(tag.name.toLowerCase())).map(({ id }) => id),
      };
    }
    return action;
  }

  /** What has been made ready. */
  async do(order: ActionOrder, action: ReadyAction, tx?: Tx): Promise<boolean> {
    switch (action.do) {
      case 'assign':
        return this.assign.run({ ...order, agentId: action.agentId, teamId: action.teamId }, tx);
      case 'state':
        return action.state === 'solved'
          ? this.solve.run({ ...order, heldUntil: order.solveHeldUntil ?? null }, tx)
          : this.state.run({ ...order, state: action.state }, tx);
      case 'priority':
        return this.prioritise.run({ ...order, priority: action.priority }, tx);
      case 'tags':
        return this.tag.run({ ...order, add: action.add, remove: action.remove }, tx);
      case 'snooze':
        return this.snooze.run({ ...order, until: await this.moment.run(tx ?? this.database, order, action) }, tx);
      case 'set-fields':
        return (await this.fields.run({ ...order, values: action.values }, tx)).changed.length > 0;
      case 'ask-survey':
        return this.survey.run({ ...order, surveyId: action.surveyId ?? null }, tx);
      case 'spam':
        return this.spam.run({ ...order, spam: action.spam }, tx);
      default:
        return this.say(order, action, tx);
    }
  }

  private async say(
    order: ActionOrder,
    action: Extract<ReadyAction, { do: 'note' | 'reply' }>,
    tx?: Tx,
  ): Promise<boolean> {
    const { workspaceId, ticketId, actor } = order;
    const reply = action.do === 'reply';
    const usual = reply && actor.agentId && actor.by === 'agent' ? this.env.undoSeconds : 0;
    const { duplicate } = await this.post.run(
      {
        workspaceId,
        ticketId,
        actor,
        kind: reply ? (order.bot ? 'bot' : 'agent') : 'note',
        text: action.text,
        html: reply && action.html ? safeReplyHtml(action.html) : null,
        ...(order.messageId ? { messageId: order.messageId } : {}),
        idempotencyKey: order.idempotencyKey ?? null,
        holdSeconds: order.holdSeconds ?? usual,
      },
      tx,
    );
    return !duplicate;
  }

  private async checkHolder(workspaceId: string, action: { agentId?: string | null; teamId?: string | null }) {
    if (action.agentId) {
      const agent = (await this.agents.run(this.database, workspaceId)).get(action.agentId);
      if (!agent || agent.disabled) throw new DomainError('validation-failed', { fields: ['agentId'] });
    }
    if (action.teamId && !(await this.teams.run(workspaceId)).some((team) => team.id === action.teamId))
      throw new DomainError('validation-failed', { fields: ['teamId'] });
  }
}
