// An agent says whose ticket it is: the author of the mail that was passed on, or another address.
import { Injectable } from '@nestjs/common';
import { EnsureContact } from '../people/ensure-contact.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { MessageEdited, RequesterChanged } from './events.js';
import { refuseAway } from './merge-rules.js';
import { type Message, updateMessage } from './message.store.js';
import type { Address } from './reply-copies.js';
import { messagesOf } from './split.store.js';
import { lockTicket, updateTicket } from './ticket.store.js';

/** What a customer's mail keeps of one that it passes on. */
interface PassedOn {
  from: Address;
  subject: string;
  text: string;
}

export type RequesterOrder = TicketOrder & { fromForward: boolean; address: string | null; name: string | null };

@Injectable()
export class SetRequester {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly contacts: EnsureContact,
  ) {}

  /**
   * Answers go to the new requester from now on; what the forwarder said to us is folded away, and not quoted to him.
   * @throws DomainError not-found; ticket-closed; not-a-forward; validation-failed (no address, or not a ticket of mail).
   */
  async run(order: RequesterOrder): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { workspaceId, ticketId, actor } = order;
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      if (!ticket) throw new DomainError('not-found');
      refuseAway(ticket);
      if (ticket.state === 'closed') throw new DomainError('ticket-closed');
      if (ticket.channel !== 'email') throw new DomainError('validation-failed', { fields: ['address'] });
      const messages = await messagesOf(tx, workspaceId, ticketId);
      const forward = messages.find((one) => one.kind === 'customer' && passedOn(one) !== null);
      const person = order.fromForward ? forward && passedOn(forward)!.from : order;
      if (order.fromForward && !person) throw new DomainError('not-a-forward');
      if (!person?.address) throw new DomainError('validation-failed', { fields: ['address'] });
      const { address, name } = person;
      const seen = {
        workspaceId,
        kind: 'email',
        address,
        name,
        username: null,
        locale: null,
        unheard: !order.fromForward,
      };
      const { contactId, identityId } = await this.contacts.run(tx, { ...seen, email: null, phone: null });
      if (contactId === ticket.contactId && identityId === ticket.identityId) return;
      const now = this.clock.now();
      await updateTicket(tx, ticket, { contactId, identityId });
      const facts = [RequesterChanged.of(now, { actor, from: ticket.contactId, to: contactId })];
      if (order.fromForward) {
        await this.rewrite(tx, forward!, contactId);
        facts.push(MessageEdited.of(now, { messageId: forward!.id }));
      }
      await this.facts.record(tx, { workspaceId, ticketId }, facts);
    });
  }

  /** The message becomes what its first author wrote; all of it stays below, unfolded on demand. */
  private async rewrite(tx: Tx, message: Message, contactId: string): Promise<void> {
    const { from, subject, text } = passedOn(message)!;
    const words = text.trim() === '' ? {} : { text, html: null, quoted: message.text };
    const participants = [{ address: from.address.toLowerCase() }];
    const mail = {
      ...message.mail,
      from,
      replyTo: null,
      cc: [],
      participants,
      authentication: null,
      forwardedBy: message.mail?.from ?? null,
      ...(subject ? { subject } : {}),
    };
    await updateMessage(tx, message, { ...words, mail, contactId });
  }
}

const passedOn = (message: Message): PassedOn | null =>
  (message.mail?.forwarded as PassedOn | null | undefined) ?? null;
