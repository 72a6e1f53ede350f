// A letter's turn has come: is it still needed, what does it carry, and to whom may it go. In one transaction, under the ticket's lock.
import { Injectable } from '@nestjs/common';
import { type Connection, Connections } from '../../desk/read-connections.js';
import { type Person, ReadContact } from '../../people/read-contact.js';
import type { Tx } from '../../platform/database/database.js';
import { type ChatTicket, ReadUnread } from '../../tickets/read-unread.js';
import { type Letter, messagesUnderWay } from './letter.store.js';
import { findAddress, type LetterAddress } from './letter-address.store.js';
import { mailAfterMinutes } from './letter-settings.js';

const MOST_ANSWERS = 50;

/** `needless`: why nothing goes. */
export type Decision = { recipient: string; messageIds: string[] } | { needless: string };

@Injectable()
export class DecideLetter {
  constructor(
    private readonly connections: Connections,
    private readonly contacts: ReadContact,
    private readonly unread: ReadUnread,
  ) {}

  async run(tx: Tx, letter: Letter): Promise<Decision> {
    const { workspaceId, ticketId, conversation, connectionId } = letter;
    const ticket = await this.unread.lock(tx, workspaceId, ticketId);
    if (!ticket || ticket.mergedInto || ticket.trashedAt || ticket.spam) return { needless: 'gone' };
    if (letter.kind === 'transcript') return { recipient: letter.recipient!, messageIds: letter.messageIds! };
    const messageIds = await this.content(tx, letter, ticket);
    if (messageIds.length === 0) return { needless: 'read' };
    const all = await this.connections.all(workspaceId, tx);
    const chat = all.find((one) => one.id === connectionId);
    if (!chat || chat.state === 'off' || mailAfterMinutes(chat.config) === 0) return { needless: 'off' };
    const contact = await this.contacts.run(workspaceId, ticket.contactId, tx);
    if (contact.blockedAt) return { needless: 'blocked' };
    const told = await findAddress(tx, { workspaceId, connectionId, conversation: conversation! });
    if (told?.stoppedAt) return { needless: 'stopped' };
    const recipient = letter.recipient ?? addressOf(contact, told, all);
    return recipient ? { recipient, messageIds } : { needless: 'no-address' };
  }

  /**
   * What is unread now and goes with no letter that is still on its way; on a later try what was settled for the first, if
   * any of it still is unread.
   */
  private async content(tx: Tx, letter: Letter, ticket: ChatTicket): Promise<string[]> {
    if (!letter.messageIds) {
      const underWay = await messagesUnderWay(tx, letter.workspaceId, letter.ticketId);
      return (await this.unread.unread(tx, letter.workspaceId, ticket, underWay, MOST_ANSWERS)).map((one) => one.id);
    }
    const still = await this.unread.these(tx, letter.workspaceId, letter.messageIds);
    return still.some((one) => one.seq > ticket.customerReadSeq) ? letter.messageIds : [];
  }
}

/**
 * The address they gave for this chat, else one from which this very person has written to us. An address that came back,
 * or that is one of our own mailboxes, is none.
 */
export function addressOf(contact: Person, told: LetterAddress | null, all: Connection[]): string | null {
  const own = new Set(all.flatMap((one) => (one.kind === 'email' && one.address ? [one.address.toLowerCase()] : [])));
  const boxes = contact.identities.filter((one) => one.kind === 'email');
  const dead = new Set(boxes.filter((one) => one.unreachableAt).map((one) => one.address.toLowerCase()));
  const usable = (address: string) => !own.has(address.replace(/\+[^@]*(?=@)/, '')) && !dead.has(address);
  const given = told?.address && !told.unreachableAt ? [told.address.toLowerCase()] : [];
  return [...given, ...boxes.map((one) => one.address.toLowerCase())].find(usable) ?? null;
}
