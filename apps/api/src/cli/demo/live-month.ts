// The demo's month lived through the real use cases, step by step in the order of time.
import { randomBytes } from 'node:crypto';
import { EnsureTags } from '../../desk/tags.js';
import { EnsureContact } from '../../people/ensure-contact.js';
import type { WorkspaceView } from '../../people/workspace.requests.js';
import type { Tx } from '../../platform/database/database.js';
import { DecideInvitation } from '../../survey/decide-invitation.js';
import { MarkInvitationState } from '../../survey/mark-invitation.js';
import { RecordAnswer } from '../../survey/record-answer.js';
import { SendDueInvitation } from '../../survey/send-invitation.js';
import { SendInvitation } from '../../survey/survey-jobs.job.js';
import { AssignTicket } from '../../tickets/assign-ticket.js';
import { ChangeState } from '../../tickets/change-state.js';
import type { Actor } from '../../tickets/events.js';
import { MarkMessage } from '../../tickets/mark-message.js';
import { MarkSpam } from '../../tickets/mark-spam.js';
import { PostMessage } from '../../tickets/post-message.js';
import { ReadConversation } from '../../tickets/read-conversation.js';
import { ReceiveMessage } from '../../tickets/receive-message.js';
import { SolveTicket } from '../../tickets/solve-ticket.js';
import { TagTicket } from '../../tickets/tag-ticket.js';
import type { Chance } from './chance.js';
import type { DemoStage } from './demo-stage.js';
import { addressOf, agentLine, asHtml, customerLine, WORDS } from './demo-voices.js';
import type { PlannedStep, PlannedTicket } from './plan-month.js';

const AT_ONCE = 20;

export interface DemoTeam {
  workspace: WorkspaceView;
  connections: { email: { id: string; address: string }; chat: { id: string } };
  agents: { id: string; name: string; teamId: string }[];
}

/** A planned ticket on its way, with the names the desk has given it. */
interface LivingTicket extends PlannedTicket {
  key: string;
  name: string;
  ticketId: string | null;
  contactId: string;
  identityId: string;
  episode: number;
  lines: number;
  invitationId: string | null;
}

/** Which ticket a plan has become, and by which names its customer is found in it. */
export interface LivedName {
  id: string;
  key: string;
  name: string;
  language: PlannedTicket['language'];
}

const DEADLOCK = '40P01';

type Step<Does extends PlannedStep['does']> = Extract<PlannedStep, { does: Does }>;

export class LiveMonth {
  /** Of this run: the same seed twice makes two months, not one message twice. */
  private readonly run = randomBytes(4).toString('hex');

  constructor(
    private readonly stage: DemoStage,
    private readonly team: DemoTeam,
    private readonly chance: Chance,
  ) {}

  /** `told` hears how many steps are done. */
  async live(plans: PlannedTicket[], told: (done: number) => void): Promise<LivedName[]> {
    const tickets = plans.map((plan, index) => this.begin(plan, index));
    const steps = tickets.flatMap((ticket) => ticket.steps.map((step) => ({ ticket, step })));
    steps.sort((a, b) => a.step.at - b.step.at);
    for (let from = 0; from < steps.length; from += AT_ONCE) {
      await this.together(steps.slice(from, from + AT_ONCE));
      told(Math.min(from + AT_ONCE, steps.length));
    }
    return tickets.flatMap(({ ticketId: id, key, name, language }) =>
      id === null ? [] : [{ id, key, name, language }],
    );
  }

  /** A desk that runs meanwhile locks tickets in an order of its own: where the two meet head on, these steps are taken once more. */
  private async together(steps: { ticket: LivingTicket; step: PlannedStep }[], tries = 5): Promise<void> {
    const before = steps.map(({ ticket }) => ({ ticket, was: { ...ticket } }));
    try {
      await this.stage.together(async (tx) => {
        for (const { ticket, step } of steps) {
          this.stage.setTime(step.at);
          await this.take(tx, ticket, step);
        }
      });
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries === 1) throw error;
      for (const { ticket, was } of before) Object.assign(ticket, was);
      await this.together(steps, tries - 1);
    }
  }

  private begin(plan: PlannedTicket, index: number): LivingTicket {
    const name = WORDS[plan.language].people[plan.person] as string;
    const blank = { ticketId: null, contactId: '', identityId: '', episode: 1, lines: 0, invitationId: null };
    return { ...plan, ...blank, name, key: `demo-${this.run}-${index}` };
  }

  private async take(tx: Tx, ticket: LivingTicket, step: PlannedStep): Promise<unknown> {
    switch (step.does) {
      case 'writes':
        return this.write(tx, ticket, step);
      case 'replies':
        return this.reply(tx, ticket, step);
      case 'solves':
        await this.stage.use(SolveTicket).run({ ...this.at(ticket), actor: this.actor(step.agent) });
        return this.ask(tx, ticket, step.at);
      case 'rates':
        return this.rate(ticket, step);
      default:
        return this.change(tx, ticket, step);
    }
  }

  private async write(tx: Tx, ticket: LivingTicket, step: Step<'writes'>): Promise<void> {
    const { workspace, connections } = this.team;
    const { subject } = WORDS[ticket.language].topics[ticket.topic];
    const address = addressOf(ticket.name, ticket.language);
    if (ticket.ticketId === null) {
      const kind = ticket.channel === 'email' ? 'email' : 'visitor';
      const seen = {
        workspaceId: workspace.id,
        kind,
        address: kind === 'email' ? address : ticket.key,
        name: ticket.name,
        username: null,
        locale: ticket.language,
      };
      Object.assign(ticket, await this.stage.use(EnsureContact).run(tx, seen));
    }
    ticket.lines += 1;
    const mail = ticket.channel === 'email';
    const externalId = mail ? `<${ticket.key}.${ticket.lines}@example.com>` : `${ticket.key}.${ticket.lines}`;
    const receipt = await this.stage.use(ReceiveMessage).run(
      {
        workspaceId: workspace.id,
        connectionId: mail ? connections.email.id : connections.chat.id,
        channel: ticket.channel,
        externalId,
        conversation: mail ? null : ticket.key,
        contactId: ticket.contactId,
        identityId: ticket.identityId,
        at: new Date(step.at),
        text: customerLine(ticket, ticket.name, step.words, 'pair' in step ? step.pair : 0),
        html: null,
        subject: mail ? subject : null,
        language: ticket.language,
        ticketId: ticket.ticketId,
        mail: mail ? mailHead(address, connections.email.address, subject, externalId) : null,
      },
      tx,
    );
    if (ticket.ticketId !== null && step.words === 'again') ticket.episode += 1;
    ticket.ticketId = receipt.ticketId;
  }

  private async reply(tx: Tx, ticket: LivingTicket, step: Step<'replies'>): Promise<void> {
    const text = agentLine(
      ticket,
      ticket.name,
      this.team.agents[step.agent]!.name,
      step.words,
      'pair' in step ? step.pair : 0,
    );
    const order = {
      ...this.at(ticket),
      actor: this.actor(step.agent),
      kind: 'agent' as const,
      text,
      html: asHtml(text),
      thenState: step.ends,
    };
    const { messageId } = await this.stage.use(PostMessage).run({ ...order, idempotencyKey: null, holdSeconds: 0 }, tx);
    await this.mark(ticket, messageId);
    if (step.ends === 'solved') await this.ask(tx, ticket, step.at);
  }

  /** Path C as the desk would go it: one decision, and when it is due, the question. */
  private async ask(tx: Tx, ticket: LivingTicket, solvedAt: number): Promise<void> {
    const { workspaceId, ticketId } = this.at(ticket);
    this.stage.orders.length = 0;
    await this.stage.use(DecideInvitation).run({ workspaceId, ticketId, episode: ticket.episode });
    const order = this.stage.orders.find(({ job }) => job === SendInvitation.name);
    if (!order) return;
    const { invitationId } = order.payload as { invitationId: string };
    const at = Math.max(order.at?.getTime() ?? 0, solvedAt) + 1000;
    this.stage.setTime(at);
    await this.stage.use(SendDueInvitation).run({ workspaceId, invitationId });
    const { items } = await this.stage.use(ReadConversation).run(tx, workspaceId, ticketId, { limit: 20 });
    const card = items.find((item) => item.type === 'message' && item.card?.invitationId === invitationId);
    if (!card) return;
    await this.mark(ticket, card.id);
    await this.stage
      .use(MarkInvitationState)
      .run({ workspaceId, messageId: card.id, state: 'sent', at: new Date(at).toISOString() });
    ticket.invitationId = invitationId;
  }

  private async rate(ticket: LivingTicket, step: Step<'rates'>): Promise<void> {
    if (!ticket.invitationId) return;
    const comment = step.comment === null ? null : this.chance.pick(WORDS[ticket.language][step.comment]);
    const source = ticket.channel === 'chat' ? 'widget' : 'page';
    await this.stage.use(RecordAnswer).run({
      workspaceId: this.team.workspace.id,
      invitationId: ticket.invitationId,
      score: step.score,
      comment,
      source,
    });
  }

  private async change(
    tx: Tx,
    ticket: LivingTicket,
    step: Exclude<PlannedStep, { does: 'writes' | 'replies' | 'solves' | 'rates' }>,
  ): Promise<void> {
    if (step.does === 'tags') {
      const tags = await this.stage
        .use(EnsureTags)
        .run(tx, this.team.workspace.id, [WORDS.en.topics[ticket.topic].tag, ticket.language]);
      await this.stage.use(TagTicket).run({ ...this.at(ticket), actor: { by: 'system', agentId: null }, tags });
      return;
    }
    const order = { ...this.at(ticket), actor: this.actor(step.agent) };
    if (step.does === 'spams') await this.stage.use(MarkSpam).run({ ...order, spam: true });
    else if (step.does === 'holds') await this.stage.use(ChangeState).run({ ...order, state: 'hold' });
    else if (step.does === 'assigns') {
      const { id: agentId, teamId } = this.team.agents[step.agent]!;
      await this.stage.use(AssignTicket).run({ ...order, agentId, teamId });
    } else await this.note(tx, ticket, order);
  }

  private async note(
    tx: Tx,
    ticket: LivingTicket,
    order: { workspaceId: string; ticketId: string; actor: Actor },
  ): Promise<void> {
    const text = WORDS[ticket.language].note;
    await this.stage
      .use(PostMessage)
      .run({ ...order, kind: 'note', text, html: asHtml(text), idempotencyKey: null, holdSeconds: 0 }, tx);
  }

  private async mark(ticket: LivingTicket, messageId: string): Promise<void> {
    const state = ticket.channel === 'chat' ? 'read' : 'sent';
    const mark = this.stage.use(MarkMessage);
    await mark.run({ workspaceId: this.team.workspace.id, messageId, state: 'sent' });
    if (state === 'read') await mark.run({ workspaceId: this.team.workspace.id, messageId, state });
  }

  private at(ticket: LivingTicket): { workspaceId: string; ticketId: string } {
    return { workspaceId: this.team.workspace.id, ticketId: ticket.ticketId as string };
  }

  private actor(agent: number): Actor {
    return { by: 'agent', agentId: this.team.agents[agent]!.id };
  }
}

/** As the desk keeps the head of a mail that came in. */
function mailHead(from: string, to: string, subject: string | null, messageId: string): Record<string, unknown> {
  const one = (address: string) => ({ name: null, address });
  return { from: one(from), to: [one(to)], cc: [], subject, messageId, participants: [{ address: from }] };
}
