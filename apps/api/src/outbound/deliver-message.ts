// Path B, the last mile: claims a ticket's oldest unsent message, sends it, and marks what became of it; then the next.
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type Channel, ChannelError, channelOf, channels, hasWayOut } from '@otklik/channels';
import { ChannelClients } from '../desk/channel-clients.js';
import { KeepSecret } from '../desk/keep-secret.js';
import { MarkConnection } from '../desk/mark-connection.js';
import { type Connection, Connections } from '../desk/read-connections.js';
import { onlyReadingFails } from '../desk/state-reason.js';
import { FlagIdentity } from '../people/flag-identity.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { ABSENCE_MS, Instance } from '../platform/database/instance.js';
import { DomainError } from '../platform/errors.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/log.js';
import { type ClaimedMessage, ClaimMessage, HOURLY_LIMIT } from '../tickets/claim-message.js';
import { InFlight } from '../tickets/in-flight.js';
import { type Mark, MarkMessage } from '../tickets/mark-message.js';
import { PostponeMessage } from '../tickets/postpone-message.js';
import { DeliverMessage } from './deliver-message.job.js';
import { dueMessages } from './due-message.store.js';
import { KeepMail } from './keep-mail.js';
import { LimitAutomaticMail } from './limit-automatic-mail.js';
import { isIdempotent, isOwn, type Outgoing, OutgoingParts } from './outgoing-parts.js';
import { isGivenUp, nextTry } from './retry-times.js';
import { outcomeOf, type SendOutcome } from './send-outcome.js';
import { SendingStopped, sendParts } from './send-parts.js';

/** A connection that is broken or off is looked at again after this long; the sweep sees sooner that it was mended. */
const BROKEN_WAIT_MS = 60_000;
/** What became of a message is written down however long the database is away; after this the next claim must judge. */
const MARKING_MS = 120_000;
/** How long a send may go on after the desk was told to stop. */
const FAREWELL_MS = 10_000;

@Injectable()
export class DeliverMessages implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly jobs: Jobs,
    private readonly clients: ChannelClients,
    private readonly keepSecret: KeepSecret,
    private readonly connections: Connections,
    private readonly markConnection: MarkConnection,
    private readonly flagIdentity: FlagIdentity,
    private readonly claims: ClaimMessage,
    private readonly inFlight: InFlight,
    private readonly instance: Instance,
    private readonly mark: MarkMessage,
    private readonly postpone: PostponeMessage,
    private readonly parts: OutgoingParts,
    private readonly keep: KeepMail,
    private readonly limit: LimitAutomaticMail,
  ) {}

  /** What is on its way may arrive; nothing new is begun. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    setTimeout(() => this.stopping.abort(), FAREWELL_MS).unref();
  }

  /** Empties the ticket's queue of what is due, oldest first. */
  @Handles(DeliverMessage)
  async run(order: { workspaceId: string; ticketId: string; dueAt: string | null }): Promise<void> {
    const early = order.dueAt ? new Date(order.dueAt).getTime() - this.clock.now().getTime() : 0;
    // Two clocks differ by a little: better to wait here than for the next sweep.
    if (early > 0 && early < 2_000) await new Promise((resolve) => setTimeout(resolve, early));
    const { workspaceId, ticketId } = order;
    const connectionId = await this.claims.connectionOf(workspaceId, ticketId);
    if (connectionId) await this.jobs.places.run(connectionId, ticketId, () => this.empty(workspaceId, ticketId));
  }

  private async empty(workspaceId: string, ticketId: string): Promise<void> {
    while (!this.stopped) {
      const claimed = await this.claims.run({
        workspaceId,
        ticketId,
        idempotent: (tx, ticket) => this.repeats(tx, workspaceId, ticket),
      });
      if (!claimed) return;
      try {
        await this.deliver(claimed);
      } finally {
        this.inFlight.end(claimed.message.id);
      }
    }
  }

  @Sweeps(DeliverMessage)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await dueMessages(this.database, now, Object.keys(channels).filter(isOwn), this.instance.ours);
    const known = new Map<number, boolean>();
    const orders: JobOrder[] = [];
    for (const { sender, ...one } of due) {
      if (this.inFlight.has(one.messageId)) continue;
      const job = { ...one, dueAt: null };
      if (sender === null || (await this.mayBeSettled(sender, known)))
        orders.push(DeliverMessage.order(job, one.messageId) as JobOrder);
      // Looked at again as soon as its process must have come back, if it lives.
      else {
        const at = new Date(this.clock.now().getTime() + ABSENCE_MS);
        await this.jobs.enqueue(DeliverMessage.order(job, `${one.messageId}_without${sender}`, at) as JobOrder);
      }
    }
    return orders;
  }

  private async mayBeSettled(sender: number, known: Map<number, boolean>): Promise<boolean> {
    const found = known.get(sender) ?? (this.instance.ours.includes(sender) || !(await this.instance.isAlive(sender)));
    known.set(sender, found);
    return found;
  }

  private async repeats(tx: Tx, workspaceId: string, ticket: ClaimedMessage['ticket']): Promise<boolean> {
    if (isOwn(ticket.channel)) return true;
    const connection = await this.connections.byId(workspaceId, ticket.connectionId, tx);
    return connection !== null && isIdempotent(connection);
  }

  private async deliver(claimed: ClaimedMessage): Promise<void> {
    const { message, ticket } = claimed;
    const channel = channelOf(ticket.channel);
    if (channel?.abilities.own) return this.marked(claimed, 'sent', null, null);
    const connection = await this.connections.byId(message.workspaceId, ticket.connectionId);
    if (!channel || !connection) return this.marked(claimed, 'failed', null, 'drop: connection removed');
    if (connection.state !== 'ok' && !onlyReadingFails(connection)) {
      const dueAt = new Date(this.clock.now().getTime() + BROKEN_WAIT_MS);
      return this.wait(claimed, dueAt, 'reconnect');
    }
    if (answersMachine(claimed)) return this.marked(claimed, 'failed', null, 'drop: no answer to an automatic message');
    const out = await this.parts.run(claimed, connection, channel);
    const turn = await this.limit.run(message, out);
    if (turn) {
      if (isGivenUp(this.clock.now(), message.at)) return this.marked(claimed, 'failed', null, `drop: ${HOURLY_LIMIT}`);
      return this.wait(claimed, turn, HOURLY_LIMIT);
    }
    if (out.mail && !hasWayOut(out.config)) {
      await this.keep.run(claimed, connection, out);
      return this.marked(claimed, 'kept', out.mail.messageId, null);
    }
    await this.send(claimed, connection, channel, out);
  }

  private async send(claimed: ClaimedMessage, connection: Connection, channel: Channel, out: Outgoing): Promise<void> {
    const { parts, conversation, config } = out;
    const { workspaceId, id } = connection;
    const keepSecret = (name: string, value: string) => this.keepSecret.run(workspaceId, id, name, value);
    this.inFlight.handOver(claimed.message.id);
    try {
      const sent = await sendParts({
        parts,
        conversation,
        abilities: channel.abilities,
        stopping: this.stopping.signal,
        client: (signal) => this.clients.of({ ...connection, config }, signal, keepSecret),
      });
      // The card's part is the last one: that is what a customer's reply to the question points at.
      const name = claimed.message.card ? sent.at(-1) : sent[0];
      const partIds = sent.flatMap((part) => (part !== name && part.externalId ? [part.externalId] : []));
      await this.marked(claimed, 'sent', name?.externalId ?? out.mail?.messageId ?? null, null, partIds);
      if (out.mail) await this.keep.drop(claimed.message);
    } catch (error) {
      if (!(error instanceof SendingStopped)) throw error;
      if (!(error.reason instanceof ChannelError)) this.log.error('a channel failed in its own way', error.reason);
      await this.obey(
        claimed,
        connection,
        outcomeOf(error.reason, error.sentParts, isIdempotent({ ...connection, config })),
      );
    }
  }

  /** Does what the error asks for; for this connection and this message alone. */
  private async obey(claimed: ClaimedMessage, connection: Connection, outcome: SendOutcome): Promise<void> {
    const { message, ticket } = claimed;
    const { workspaceId } = message;
    const now = this.clock.now();
    this.log.warn('a message could not be sent', {
      messageId: message.id,
      connectionId: connection.id,
      outcome: outcome.do,
      attempts: message.attempts,
    });
    switch (outcome.do) {
      case 'retry':
        if (isGivenUp(now, message.at)) return this.marked(claimed, 'failed', null, `retry: ${outcome.reason}`);
        return this.wait(claimed, nextTry(now, message.attempts, outcome.afterSeconds), `retry: ${outcome.reason}`);
      case 'reconnect':
        await this.markConnection.run(workspaceId, connection.id, 'broken', outcome.reason);
        return this.wait(claimed, new Date(now.getTime() + BROKEN_WAIT_MS), 'reconnect');
      case 'fail':
        if (outcome.unreachable) await this.flagIdentity.run(workspaceId, ticket.identityId, now);
        return this.marked(claimed, 'failed', null, outcome.remedy);
      case 'unknown':
        if (outcome.reconnect) await this.markConnection.run(workspaceId, connection.id, 'broken', outcome.reconnect);
        return this.marked(claimed, 'unknown', null, outcome.remedy);
    }
  }

  private async wait(claimed: ClaimedMessage, dueAt: Date, remedy: string): Promise<void> {
    const { workspaceId, id: messageId, ticketId, attempts } = claimed.message;
    await this.persist(() => this.postpone.run({ workspaceId, messageId, dueAt, remedy: brief(remedy) }));
    const order = { workspaceId, ticketId, messageId, dueAt: dueAt.toISOString() };
    await this.jobs.enqueue(DeliverMessage.order(order, `${messageId}_again${attempts}`, dueAt) as JobOrder);
  }

  private marked(
    claimed: ClaimedMessage,
    state: Mark,
    externalId: string | null,
    remedy: string | null,
    partIds: string[] = [],
  ) {
    const { workspaceId, id: messageId } = claimed.message;
    return this.persist(() =>
      this.mark.run({ workspaceId, messageId, state, externalId, partIds, remedy: remedy && brief(remedy) }),
    );
  }

  /** The world has changed already: a database that is away for a minute must not make us forget it. */
  private async persist(write: () => Promise<void>): Promise<void> {
    const until = Date.now() + MARKING_MS;
    for (let pause = 250; ; pause = Math.min(5_000, pause * 2)) {
      try {
        return await write();
      } catch (error) {
        if (error instanceof DomainError || Date.now() > until || this.stopping.signal.aborted) throw error;
        this.log.warn('what became of a message could not be written down yet', {
          reason: String(error).slice(0, 200),
        });
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

/** An automatic word (no survey, which answers nobody) right after a machine's notice would be two machines talking. */
function answersMachine({ message, customerMessages }: ClaimedMessage): boolean {
  return message.kind === 'bot' && message.card === null && customerMessages[0]?.automatic === true;
}

const brief = (remedy: string) => remedy.replace(/\s+/g, ' ').slice(0, 300);
