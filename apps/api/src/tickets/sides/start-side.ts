// Somebody else is asked about a ticket: a conversation by mail of its own, which the customer neither sees nor is written to from.
import { Inject, Injectable } from '@nestjs/common';
import { type Connection, Connections } from '../../desk/read-connections.js';
import type { Env } from '../../env.js';
import { AgentNames } from '../../people/agent-names.js';
import { EnsureContact } from '../../people/ensure-contact.js';
import { KnownIdentity } from '../../people/known-identity.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError } from '../../platform/errors.js';
import { Facts } from '../../platform/events/record-facts.js';
import { newId } from '../../platform/ids.js';
import { say } from '../../platform/words/words.js';
import { type Actor, SideOpened } from '../events.js';
import { freshTicket } from '../fresh-ticket.js';
import { refuseAway } from '../merge-rules.js';
import { type OutgoingMessage, PostMessage } from '../post-message.js';
import { isLostRace } from '../receive-message.js';
import { ownMailboxes } from '../reply-copies.js';
import { claimStart } from '../starting/conversation-start.store.js';
import type { Ticket } from '../ticket.js';
import { insertTicket, lockTicket } from '../ticket.store.js';
import { CustomersOf } from './customers-of.js';

export interface SideOrder {
  workspaceId: string;
  ticketId: string;
  actor: Actor;
  /** Whom it is written to; the others are copied. */
  to: string[];
  subject: string;
  /** Their answer wakes the ticket, or takes it off hold. */
  wakes: boolean;
  /** One of our mailboxes; null: that of the ticket, else the first. */
  connectionId: string | null;
  words: Pick<OutgoingMessage, 'text' | 'html' | 'files' | 'holdSeconds'>;
  /** A second order with the same key answers with the first's conversation. */
  idempotencyKey: string;
}

@Injectable()
export class StartSide {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly connections: Connections,
    private readonly customers: CustomersOf,
    private readonly known: KnownIdentity,
    private readonly ensure: EnsureContact,
    private readonly post: PostMessage,
    private readonly agents: AgentNames,
    private readonly workspaces: ReadWorkspace,
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
  ) {}

  /**
   * @throws DomainError not-found, ticket-closed, ticket-merged, ticket-trashed, validation-failed (connectionId, subject),
   * side-customer (it is to the customer of the ticket), side-ourselves (to a mailbox of ours)
   */
  async run(order: SideOrder): Promise<{ sideId: string; messageId: string; duplicate: boolean }> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.database.transaction((tx) => this.start(tx, order));
      } catch (error) {
        if (tries >= 3 || !isLostRace(error)) throw error;
      }
    }
  }

  private async start(tx: Tx, order: SideOrder) {
    const { workspaceId, ticketId, actor, idempotencyKey } = order;
    const subject = order.subject.trim();
    if (!subject) throw new DomainError('validation-failed', { fields: ['subject'] });
    const ticket = await lockTicket(tx, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    refuseAway(ticket);
    if (ticket.state === 'closed') throw new DomainError('ticket-closed');
    const connection = await this.mailbox(tx, ticket, order.connectionId);
    const to = [...new Map(order.to.map((one) => [one.trim().toLowerCase(), one.trim()])).values()];
    await this.refuseAddresses(tx, ticket, to);
    const now = this.clock.now();
    const started = { ticketId: newId(), messageId: newId() };
    const earlier = await claimStart(tx, workspaceId, `side ${ticketId} ${idempotencyKey}`, started);
    if (earlier) return { sideId: earlier.ticketId, messageId: earlier.messageId, duplicate: true };
    const [first, ...others] = to;
    const seen = {
      workspaceId,
      kind: 'email',
      address: first!,
      name: null,
      username: null,
      locale: null,
      unheard: true,
    };
    const person = (await this.known.run(tx, workspaceId, 'email', first!)) ?? (await this.ensure.run(tx, seen));
    const side: Ticket = {
      ...freshTicket(now),
      contactId: person.contactId,
      identityId: person.identityId,
      state: 'pending',
      startedBy: 'agent',
      spam: true,
      sideOf: ticket.id,
      sideWakes: order.wakes,
      assigneeId: actor.agentId,
      lastAssigneeId: actor.agentId,
      everAssigned: actor.agentId !== null,
      workspaceId,
      id: started.ticketId,
      number: 0,
      channel: 'email',
      connectionId: connection.id,
      conversation: null,
      subject,
    };
    await insertTicket(tx, side);
    await this.post.run(
      {
        ...(await this.withLink(tx, order, to, side.id)),
        workspaceId,
        ticketId: side.id,
        actor,
        kind: 'agent',
        copies: { cc: others },
        messageId: started.messageId,
        idempotencyKey,
      },
      tx,
    );
    await this.facts.record(tx, { workspaceId, ticketId }, [SideOpened.of(now, { actor, sideId: side.id })]);
    return { sideId: side.id, messageId: started.messageId, duplicate: false };
  }

  /** Colleagues who can sign in are led to the ticket; nobody else is told where it is. */
  private async withLink(tx: Tx, { workspaceId, ticketId, words }: SideOrder, to: string[], sideId: string) {
    const agents = [...(await this.agents.run(tx, workspaceId)).values()].filter((one) => !one.disabled);
    const seats = new Set(agents.map((one) => one.email.toLowerCase()));
    if (!to.every((one) => seats.has(one.toLowerCase()))) return words;
    const { locale } = await this.workspaces.run(workspaceId, tx);
    const url = `${this.env.publicUrl}/inbox/all/${ticketId}#side-${sideId}`;
    const line = say(locale, 'side.link', { url });
    const linked = say(locale, 'side.link', { url: `<a href="${url}">${url}</a>` });
    return {
      ...words,
      text: `${words.text}\n\n${line}`,
      html: words.html === null ? null : `${words.html}<p>${linked}</p>`,
    };
  }

  private async mailbox(tx: Tx, ticket: Ticket, connectionId: string | null): Promise<Connection> {
    const all = (await this.connections.all(ticket.workspaceId, tx)).filter(
      ({ kind, state, address }) => kind === 'email' && state !== 'off' && address,
    );
    const wanted = connectionId ?? ticket.connectionId;
    const found = all.find(({ id }) => id === wanted) ?? (connectionId ? undefined : all[0]);
    if (!found) throw new DomainError('validation-failed', { fields: ['connectionId'] });
    return found;
  }

  private async refuseAddresses(tx: Tx, ticket: Ticket, to: string[]): Promise<void> {
    const { workspaceId } = ticket;
    const all = await this.connections.all(workspaceId, tx);
    const isOurs = ownMailboxes(all.flatMap((one) => (one.kind === 'email' && one.address ? [one.address] : [])));
    const ours = to.find(isOurs);
    if (ours) throw new DomainError('side-ourselves', { address: ours });
    const customer = await this.customers.addresses(tx, ticket);
    const theirs = to.find((one) => customer.has(one.toLowerCase()));
    if (theirs) throw new DomainError('side-customer', { address: theirs });
  }
}
