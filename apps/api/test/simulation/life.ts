// One ticket's life, by the ticket's own rules: whatever can happen to it, at random, as the facts that a desk would have written.
import type { Fact, NewFact } from '../../src/platform/events/define-event.js';
import {
  type Actor,
  MessageMarked,
  MessagePosted,
  MessageQueued,
  MessageUndone,
  ResolutionRecounted,
  ResponseAnnulled,
  TicketClosed,
  TicketMarkedSpam,
  TicketOpened,
  TicketPrioritised,
  TicketRestored,
  TicketSolved,
  TicketTagged,
  TicketTrashed,
} from '../../src/tickets/events.js';
import * as talk from '../../src/tickets/talk.js';
import * as rules from '../../src/tickets/ticket.js';
import { blankTicket } from './blank-ticket.js';
import type { World } from './desks.js';
import { takeBackReply } from './merging.js';
import { PromiseLife } from './promise-life.js';
import { SurveyLife } from './survey-life.js';

/** What was said aloud: what merging and splitting move. */
export interface Said {
  id: string;
  kind: 'customer' | 'agent';
  at: Date;
  automatic: boolean;
  state: 'sent' | 'failed';
  agentId: string | null;
  /** The wait that this reply ended. */
  segment: rules.EndedSegment | null;
}

const DAY = 86_400_000;
const LANGUAGES = ['ru', 'bg', 'en', null];
const TAGS = [[], [1], [1, 6], [2], [7], [2, 3, 5]];

/** How often each thing happens, of all that happen. */
const HAPPENINGS = {
  ...{ customer: 26, automatic: 3, reply: 24, undone: 2, bot: 3, failed: 3, assign: 8, state: 5, tag: 3, priority: 1 },
  ...{
    solve: 14,
    'solve-by-rule': 1.5,
    'solve-annulled': 2,
    reopen: 3,
    'only-thanks': 2,
    spam: 0.6,
    trash: 0.5,
    close: 1,
  },
};
export type Happening = keyof typeof HAPPENINGS;

export class Life {
  ticket: rules.Ticket;
  readonly news: NewFact[] = [];
  said: Said[] = [];
  readonly surveys: SurveyLife;
  readonly promises = new PromiseLife(this);
  at: Date;
  private steps: number;
  private agenda: { at: number; run: () => void }[] = [];

  constructor(
    readonly world: World,
    number: number,
    at: Date,
  ) {
    const { d, workspaceId } = world;
    this.at = at;
    this.steps = 1 + d.whole(22);
    const connection = d.one(world.connections);
    const startedBy = d.chance(0.06) ? 'agent' : 'customer';
    const who = { contactId: d.id(at), identityId: d.id(at), language: d.one(LANGUAGES) };
    const what = { workspaceId, id: d.id(at), number, channel: connection.channel, connectionId: connection.id };
    this.ticket = blankTicket({ ...what, ...who, startedBy }, at);
    this.surveys = new SurveyLife(this);
    const { channel, connectionId, contactId, language } = this.ticket;
    this.news.push(
      TicketOpened.of(at, { ...{ channel, connectionId, contactId, number, startedBy, language, follows: null } }),
    );
    if (startedBy === 'agent') this.reply();
    else this.customer(d.chance(0.04));
  }

  /** Lives on until that instant, or until there is nothing more to come. */
  live(until: Date): this {
    let next = this.nextStep();
    for (;;) {
      const due = this.agenda[0];
      if (due && due.at <= next.getTime() && due.at <= until.getTime()) {
        this.agenda.shift();
        this.moveTo(new Date(due.at));
        this.promises.keep();
        due.run();
        this.promises.keep();
      } else if (this.steps > 0 && next <= until) {
        this.steps -= 1;
        this.moveTo(next);
        this.promises.keep();
        this.step();
        this.promises.keep();
        next = this.nextStep();
      } else if (this.steps > 0 || !due || due.at > until.getTime()) return this;
      else next = new Date(due.at);
    }
  }

  /** Later, if it is not already past the year. */
  plan(seconds: number, run: () => void): void {
    const at = this.at.getTime() + Math.round(seconds * 1000);
    if (at > this.world.until.getTime()) return;
    this.agenda.push({ at, run });
    this.agenda.sort((a, b) => a.at - b.at);
  }

  apply(change: rules.Change): void {
    this.news.push(...change.facts);
    this.ticket = rules.after(this.ticket, change);
  }

  /** As they would stand in the table: numbered without gaps. */
  facts(): Fact[] {
    const { workspaceId, id } = this.ticket;
    return this.news.map((fact, i) => ({
      ...{ id: '', workspaceId, ticketId: id, seq: i + 1, type: fact.type, at: fact.at.toISOString() },
      payload: fact.payload,
    }));
  }

  get measure(): rules.Measure {
    return this.world.measureAt(this.ticket.teamId, this.at);
  }

  someone(): Actor {
    return { by: 'agent', agentId: this.world.d.one(this.world.agents) };
  }

  /** Merged away or in the trash: nothing happens to it there. */
  get away(): boolean {
    return this.ticket.mergedInto !== null || this.ticket.trashedAt !== null;
  }

  private nextStep(): Date {
    return new Date(this.at.getTime() + Math.round(Math.exp(this.world.d.next() * 13) * 1000));
  }

  private moveTo(at: Date): void {
    if (at > this.at) this.at = at;
  }

  private step(): void {
    if (this.away || this.ticket.state === 'closed') return;
    const happening = this.world.d.weighed(HAPPENINGS);
    STEPS[happening](this);
  }

  customer(automatic = false): void {
    const message = { id: this.world.d.id(this.at), at: this.at, automatic };
    this.said.push({ ...message, kind: 'customer', state: 'sent', agentId: null, segment: null });
    this.apply(talk.receive(this.ticket, { messageId: message.id, at: this.at, automatic }));
  }

  reply(): void {
    const { d } = this.world;
    const [id, actor] = [d.id(this.at), this.someone()];
    // Released when its undo window is over, and counted as of the instant at which Send was pressed.
    const last = this.news.at(-1)!.at.getTime();
    let pressedAt = new Date(Math.max(last, this.at.getTime() - d.whole(6) * 1000));
    let nextWaiting: Date | null = null;
    const meanwhile = new Date(this.at.getTime() + 1 + d.whole(4000));
    if (this.ticket.waitingSince && meanwhile < this.world.until && d.chance(0.06)) {
      // The customer writes again while it can still be undone.
      pressedAt = this.at;
      this.at = nextWaiting = meanwhile;
      this.customer();
    }
    const change = talk.reply(
      this.ticket,
      { messageId: id, actor, pressedAt, nextWaiting },
      this.world.measureAt(this.ticket.teamId, pressedAt),
    );
    this.said.push({
      ...{ id, kind: 'agent', at: pressedAt, automatic: false, state: 'sent', agentId: actor.agentId },
      segment: change.ended,
    });
    this.apply(change);
  }

  failed(): void {
    const replies = this.said.filter((one) => one.kind === 'agent' && one.state === 'sent');
    if (replies.length === 0) return;
    const reply = this.world.d.one(replies.slice(-2));
    reply.state = 'failed';
    this.news.push(MessageMarked.of(this.at, { messageId: reply.id, state: 'failed', bot: false }));
    if (reply.segment && replies.some((one) => one !== reply && one.at >= reply.at)) takeBackReply(this, reply);
    else this.apply(talk.annulReply(this.ticket, reply.id, reply.segment, this.at));
    reply.segment = null;
  }

  solve(actor: Actor): void {
    const { episode, state } = this.ticket;
    this.apply(rules.solve(this.ticket, actor, this.at, this.measure));
    if (state !== 'solved') this.plan(this.world.d.whole(4), () => this.surveys.decide(episode));
  }

  /** Solved by mistake, and taken back while that could be done. */
  solveAnnulled(): void {
    const was = this.ticket;
    if (was.state === 'solved') return;
    const actor = this.someone();
    this.apply(rules.solve(was, actor, this.at, this.measure, new Date(this.at.getTime() + 10_000)));
    const before = was.episode > 1 ? this.resolutionOf(was.episode - 1) : null;
    const at = new Date(this.at.getTime() + 1000 * (1 + this.world.d.whole(8)));
    if (at > this.world.until) return;
    this.at = at;
    const state = was.state as 'open';
    this.apply(rules.annulSolve(this.ticket, { state, solvedAt: was.solvedAt, before }, actor, at));
    if (!was.waitingSince) return;
    const waitingSince = was.waitingSince.toISOString();
    const first = was.startedBy === 'customer' && was.firstResponseAt === null;
    const part = this.ticket.segments;
    this.ticket = { ...this.ticket, waitingSince: was.waitingSince };
    this.news.push(ResponseAnnulled.of(at, { part, first, answered: false, waitingSince, messageId: null }));
  }

  private resolutionOf(episode: number) {
    const solved = this.news.findLast((fact) => fact.type === TicketSolved.type && fact.payload.episode === episode);
    const again = this.news.findLast(
      (fact) => fact.type === ResolutionRecounted.type && fact.payload.episode === episode,
    );
    const { solverId: agentId, teamId } = solved!.payload as { solverId: string | null; teamId: string | null };
    const resolution = ((again ?? solved)!.payload as { resolution: object | null }).resolution;
    return resolution ? { ...(resolution as ReturnType<rules.Measure>), agentId, teamId } : null;
  }
}

const STEPS: Readonly<Record<Happening, (life: Life) => void>> = {
  customer: (life) => life.customer(),
  automatic: (life) => life.customer(true),
  reply: (life) => life.reply(),
  undone: (life) => {
    const messageId = life.world.d.id(life.at);
    const dueAt = new Date(life.at.getTime() + 5000).toISOString();
    life.news.push(MessageQueued.of(life.at, { messageId, dueAt }), MessageUndone.of(life.at, { messageId }));
  },
  bot: (life) => {
    const actor: Actor = { by: 'rule', agentId: null };
    life.news.push(MessagePosted.of(life.at, { messageId: life.world.d.id(life.at), actor, bot: true }));
  },
  failed: (life) => life.failed(),
  assign: (life) => {
    const { d, agents, teams } = life.world;
    const to = { agentId: d.one([...agents, null]), teamId: d.one([...teams, null]) };
    life.apply(rules.assign(life.ticket, to, life.someone(), life.at));
  },
  state: (life) => {
    if (life.ticket.state === 'solved') return;
    life.apply(rules.changeState(life.ticket, life.world.d.one(['open', 'pending', 'hold']), life.someone(), life.at));
  },
  tag: (life) => {
    const tags = life.world.d.one(TAGS);
    life.ticket = { ...life.ticket, tags };
    life.news.push(TicketTagged.of(life.at, { actor: life.someone(), tags }));
  },
  priority: (life) => {
    const [from, to] = [life.ticket.priority, life.world.d.whole(4)];
    life.ticket = { ...life.ticket, priority: to };
    life.news.push(TicketPrioritised.of(life.at, { actor: life.someone(), from, to }));
  },
  solve: (life) => life.solve(life.someone()),
  'solve-by-rule': (life) => life.solve({ by: 'rule', agentId: null }),
  'solve-annulled': (life) => life.solveAnnulled(),
  reopen: (life) => life.apply(rules.reopen(life.ticket, life.someone(), life.at)),
  'only-thanks': (life) => {
    const { episode } = life.ticket;
    life.apply(rules.annulReopening(life.ticket, life.someone(), life.at));
    if (life.ticket.episode !== episode) life.surveys.armAgain(life.ticket.episode);
  },
  spam: (life) => {
    const spam = !life.ticket.spam;
    life.ticket = { ...life.ticket, spam };
    life.news.push(TicketMarkedSpam.of(life.at, { actor: life.someone(), spam }));
    if (spam && life.world.d.chance(0.5)) life.plan(life.world.d.whole(7200), () => life.away || STEPS.spam(life));
  },
  trash: (life) => {
    const { spam } = life.ticket;
    life.ticket = { ...life.ticket, trashedAt: life.at, spam: true };
    life.news.push(TicketTrashed.of(life.at, { actor: life.someone() }));
    if (!life.world.d.chance(0.6)) return;
    life.plan(life.world.d.whole(86_400), () => {
      life.ticket = { ...life.ticket, trashedAt: null, spam };
      life.news.push(TicketRestored.of(life.at, { actor: life.someone(), spam }));
    });
  },
  close: (life) => {
    if (life.ticket.state !== 'solved' || life.at.getTime() - life.ticket.solvedAt!.getTime() < DAY) return;
    life.ticket = { ...life.ticket, state: 'closed' };
    life.news.push(TicketClosed.of(life.at, { episode: life.ticket.episode }));
  },
};
