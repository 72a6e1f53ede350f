// The whole conversation by mail, for a customer who asks or an agent who sends it: a row of its own, and one mail.
import { Injectable } from '@nestjs/common';
import { Connections } from '../../desk/read-connections.js';
import { ReadContact } from '../../people/read-contact.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { Actor } from '../../tickets/events.js';
import { ReadChat } from '../../tickets/read-chat.js';
import { ReadUnread } from '../../tickets/read-unread.js';
import { addressOf } from './decide-letter.js';
import { findLetter, insertTranscript } from './letter.store.js';
import { type ChatOf, findAddress } from './letter-address.store.js';
import { SendLetter } from './send-letter.job.js';

const MOST_LINES = 500;

export interface TranscriptOrder {
  workspaceId: string;
  ticketId: string;
  recipient: string;
  askedBy: Actor;
  locale: string | null;
  messageIds: string[];
}

@Injectable()
export class RequestTranscript {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly connections: Connections,
    private readonly contacts: ReadContact,
    private readonly chat: ReadChat,
    private readonly unread: ReadUnread,
  ) {}

  /** Where the customer of a ticket reads mail, as far as we know; null: nowhere. @throws DomainError not-found */
  async address(workspaceId: string, ticketId: string): Promise<string | null> {
    const ticket = await this.unread.ticket(this.database, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    const { connectionId, conversation } = ticket;
    const [contact, told, all] = await Promise.all([
      this.contacts.run(workspaceId, ticket.contactId),
      conversation === null ? null : findAddress(this.database, { workspaceId, connectionId, conversation }),
      this.connections.all(workspaceId),
    ]);
    return addressOf(contact, told, all);
  }

  /** An agent sends a ticket's conversation. @throws DomainError not-found, validation-failed: nothing in it, or no address. */
  async byAgent(workspaceId: string, ticketId: string, actor: Actor, address: string | null): Promise<string> {
    const recipient = address ?? (await this.address(workspaceId, ticketId));
    if (!recipient) throw new DomainError('validation-failed', { fields: ['address'] });
    await this.refuseOwn(workspaceId, recipient);
    const lines = await this.unread.all(this.database, workspaceId, ticketId, MOST_LINES);
    const messageIds = lines.map((one) => one.id);
    return this.order({ workspaceId, ticketId, recipient, askedBy: actor, locale: null, messageIds });
  }

  /**
   * A visitor asks for theirs. @throws DomainError not-allowed: nobody has answered in it yet, so that nobody can make us
   * send words of theirs to strangers.
   */
  async byVisitor(chat: ChatOf, recipient: string, locale: string | null): Promise<string> {
    const { workspaceId } = chat;
    const { messages, place } = await this.chat.newest(this.database, chat, MOST_LINES);
    if (!messages.some((one) => one.kind === 'agent')) throw new DomainError('not-allowed');
    await this.refuseOwn(workspaceId, recipient);
    const askedBy: Actor = { by: 'customer', agentId: null };
    const messageIds = messages.map((one) => one.id);
    return this.order({ workspaceId, ticketId: place.ticketId, recipient, askedBy, locale, messageIds });
  }

  /** How far a visitor's own request has come; null: not theirs. */
  async state(chat: ChatOf, letterId: string): Promise<'waiting' | 'sent' | 'failed' | null> {
    const letter = await findLetter(this.database, chat.workspaceId, letterId);
    if (letter?.kind !== 'transcript' || letter.conversation !== chat.conversation) return null;
    if (letter.connectionId !== chat.connectionId || letter.askedBy?.by !== 'customer') return null;
    if (letter.state === 'waiting' || letter.state === 'sending') return 'waiting';
    return letter.state === 'sent' || letter.state === 'kept' ? 'sent' : 'failed';
  }

  /** A mail to ourselves would become a ticket of its own. */
  private async refuseOwn(workspaceId: string, address: string): Promise<void> {
    const bare = address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
    const all = await this.connections.all(workspaceId);
    if (all.some((one) => one.kind === 'email' && one.address?.toLowerCase() === bare))
      throw new DomainError('validation-failed', { fields: ['address'] });
  }

  private async order({ workspaceId, ticketId, ...given }: TranscriptOrder): Promise<string> {
    const ticket = await this.unread.ticket(this.database, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    if (given.messageIds.length === 0) throw new DomainError('validation-failed', { fields: ['ticketId'] });
    const id = newId();
    const now = this.clock.now();
    const { connectionId } = ticket;
    const conversation = ticket.channel === 'chat' ? ticket.conversation : null;
    await this.database.transaction(async (tx) => {
      const row = { workspaceId, id, ticketId, connectionId, conversation, dueAt: now, createdAt: now, ...given };
      await insertTranscript(tx, row);
      this.jobs.enqueueAfter(tx, SendLetter.order({ workspaceId, letterId: id }, id));
    });
    return id;
  }
}
