// Path B begun by ourselves: a ticket of our own with our words in it, held, sent and threaded like any reply.
import { Injectable } from '@nestjs/common';
import { Connections } from '../../desk/read-connections.js';
import { EnsureContact } from '../../people/ensure-contact.js';
import { KnownIdentity } from '../../people/known-identity.js';
import { ReadContact } from '../../people/read-contact.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Facts } from '../../platform/events/record-facts.js';
import { newId } from '../../platform/ids.js';
import { type Actor, TicketOpened } from '../events.js';
import { freshTicket } from '../fresh-ticket.js';
import { type OutgoingMessage, PostMessage } from '../post-message.js';
import { isLostRace } from '../receive-message.js';
import { TakeNumber } from '../take-number.js';
import { assign, type Ticket } from '../ticket.js';
import { insertTicket, lastOfConversation, lockConversation, updateTicket } from '../ticket.store.js';
import { claimStart, lastConversations, type Started } from './conversation-start.store.js';

export interface StartOrder {
  workspaceId: string;
  actor: Actor;
  connectionId: string;
  /** An address of somebody we know, or of anybody by mail. */
  to: { identityId: string; contactId: string } | { email: string; name: string | null };
  /** Of a mail. */
  subject: string | null;
  words: Pick<
    OutgoingMessage,
    'text' | 'html' | 'files' | 'template' | 'copies' | 'actions' | 'macroIds' | 'thenState' | 'holdSeconds'
  >;
  teamId: string | null;
  /** A second order with the same key answers with the first's ticket. */
  idempotencyKey: string;
}

interface Addressee {
  contactId: string;
  identityId: string;
  conversation: string | null;
  language: string | null;
}

@Injectable()
export class StartConversation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly numbers: TakeNumber,
    private readonly connections: Connections,
    private readonly contacts: ReadContact,
    private readonly known: KnownIdentity,
    private readonly ensure: EnsureContact,
    private readonly post: PostMessage,
  ) {}

  /**
   * @throws DomainError validation-failed (a connection that is gone, a mail without a subject or an address, a person who
   * never wrote by this messenger), conversation-open (with the ticket they are talking in), reply-window-over
   */
  async run(order: StartOrder): Promise<Started & { duplicate: boolean }> {
    const number = await this.numbers.run(order.workspaceId);
    for (let tries = 1; ; tries++) {
      try {
        return await this.database.transaction((tx) => this.start(tx, order, number));
      } catch (error) {
        // Somebody began, or was written to, in this very moment: looked at again, it says so.
        if (tries >= 3 || !isLostRace(error)) throw error;
      }
    }
  }

  private async start(tx: Tx, order: StartOrder, number: number): Promise<Started & { duplicate: boolean }> {
    const { workspaceId, connectionId, actor } = order;
    const connection = await this.connections.byId(workspaceId, connectionId, tx);
    if (!connection || connection.state === 'off')
      throw new DomainError('validation-failed', { fields: ['connectionId'] });
    const mail = connection.kind === 'email';
    const subject = mail ? order.subject?.trim() || null : null;
    if (mail && !subject) throw new DomainError('validation-failed', { fields: ['subject'] });
    const now = this.clock.now();
    const started = { ticketId: newId(), messageId: newId() };
    const earlier = await claimStart(tx, workspaceId, order.idempotencyKey, started);
    if (earlier) return { ...earlier, duplicate: true };
    const person = await this.addressee(tx, order, connection.kind);
    if (person.conversation !== null) await this.refuseOpen(tx, workspaceId, connectionId, person.conversation);
    const follows =
      person.conversation === null
        ? null
        : await lastOfConversation(tx, workspaceId, connectionId, person.conversation);
    const ticket: Ticket = {
      ...freshTicket(now),
      ...person,
      state: 'open',
      startedBy: 'agent',
      workspaceId,
      id: started.ticketId,
      number,
      channel: connection.kind,
      connectionId,
      subject,
      follows,
    };
    const owned = assign(ticket, { agentId: actor.agentId, teamId: order.teamId }, actor, now);
    await insertTicket(tx, ticket);
    const { channel, contactId, startedBy, language } = ticket;
    await this.facts.record(tx, { workspaceId, ticketId: ticket.id }, [
      TicketOpened.of(now, { channel, connectionId, contactId, number, startedBy, language, follows }),
      ...owned.facts,
    ]);
    await updateTicket(tx, ticket, owned.patch);
    const { thenState, ...words } = order.words;
    const message = {
      ...words,
      thenState: thenState ?? 'pending',
      messageId: started.messageId,
      idempotencyKey: order.idempotencyKey,
    };
    await this.post.run({ ...message, workspaceId, ticketId: ticket.id, actor, kind: 'agent' }, tx);
    return { ...started, duplicate: false };
  }

  private async addressee(tx: Tx, { workspaceId, connectionId, to }: StartOrder, channel: string): Promise<Addressee> {
    if ('email' in to) {
      if (channel !== 'email') throw new DomainError('validation-failed', { fields: ['identityId'] });
      const seen = {
        workspaceId,
        kind: 'email',
        address: to.email,
        name: to.name,
        username: null,
        locale: null,
        unheard: true,
      };
      const known = (await this.known.run(tx, workspaceId, 'email', to.email)) ?? (await this.ensure.run(tx, seen));
      return { contactId: known.contactId, identityId: known.identityId, conversation: null, language: null };
    }
    const contact = await this.contacts.run(workspaceId, to.contactId, tx);
    const identity = contact.identities.find(({ id }) => id === to.identityId);
    if (!identity || (channel === 'email') !== (identity.kind === 'email'))
      throw new DomainError('validation-failed', { fields: ['identityId'] });
    const person = { contactId: contact.id, identityId: identity.id, language: contact.locale };
    if (channel === 'email') return { ...person, conversation: null };
    const last = await lastConversations(tx, workspaceId, contact.id);
    const talk = last.find((one) => one.connectionId === connectionId && one.identityId === identity.id);
    if (!talk) throw new DomainError('validation-failed', { fields: ['identityId'] });
    return { ...person, conversation: talk.conversation };
  }

  /** One channel conversation has one ticket that is not closed: their answer could go nowhere else. */
  private async refuseOpen(tx: Tx, workspaceId: string, connectionId: string, conversation: string): Promise<void> {
    const open = await lockConversation(tx, workspaceId, connectionId, conversation);
    if (open) throw new DomainError('conversation-open', { number: open.number, ticketId: open.id });
  }
}
