// Path B for mail, first step: whom a reply goes to and who is copied, settled when Send is pressed and kept on the message.
import { Injectable } from '@nestjs/common';
import { Connections } from '../desk/read-connections.js';
import { ReadContact } from '../people/read-contact.js';
import type { Sql } from '../platform/database/database.js';
import { lastCustomerMessages, lastReply } from './message.store.js';
import { type Address, distinct, ownMailboxes, type ReplyMail, usualCopies } from './reply-copies.js';
import { CustomersOf } from './sides/customers-of.js';
import { parentOf } from './sides/side.store.js';
import type { Ticket } from './ticket.js';

/** Whom the agent named. Absent: the usual ones; empty: nobody. */
export interface NamedCopies {
  cc?: string[] | undefined;
  bcc?: string[] | undefined;
}

type Addressed = Pick<Ticket, 'workspaceId' | 'id' | 'channel' | 'connectionId' | 'contactId' | 'identityId'> &
  Partial<Pick<Ticket, 'sideOf'>>;

@Injectable()
export class AddressReply {
  constructor(
    private readonly connections: Connections,
    private readonly contacts: ReadContact,
    private readonly customers: CustomersOf,
  ) {}

  /** Null for anything but mail. */
  async run(sql: Sql, ticket: Addressed, named: NamedCopies): Promise<ReplyMail | null> {
    if (ticket.channel !== 'email') return null;
    const { workspaceId } = ticket;
    const mailboxes = (await this.connections.all(workspaceId, sql)).filter(
      (one) => one.kind === 'email' && one.address,
    );
    // The address that answers show is ours too, though no mailbox of ours has it.
    const shown = mailboxes.flatMap(({ config }) =>
      typeof config.fromAddress === 'string' ? [config.fromAddress] : [],
    );
    const ours = ownMailboxes([...mailboxes.map((one) => one.address!), ...shown]);
    const barred = await this.barred(sql, ticket);
    const isOurs = (address: string) => ours(address) || barred.has(address.toLowerCase());
    const contact = await this.contacts.run(workspaceId, ticket.contactId, sql);
    const identity = contact.identities.find((one) => one.id === ticket.identityId);
    const to: Address = { name: identity?.name ?? contact.name, address: identity?.address ?? '' };
    const [last] = await lastCustomerMessages(sql, workspaceId, ticket.id, 1);
    const reply = await lastReply(sql, workspaceId, ticket.id);
    const usual = usualCopies(last ?? null, reply, to.address, isOurs);
    const known = new Map([...usual, ...namesIn(last?.mail)].map((one) => [one.address.toLowerCase(), one.name]));
    const boxes = (addresses: string[]) =>
      addresses.map((address) => ({ name: known.get(address.trim().toLowerCase()) ?? null, address: address.trim() }));
    const cc = named.cc ? distinct(boxes(named.cc), [to.address], isOurs) : usual;
    const bcc = distinct(boxes(named.bcc ?? []), [to.address, ...cc.map((one) => one.address)], isOurs);
    const own = mailboxes.find((one) => one.id === ticket.connectionId)?.address ?? '';
    const participants = [...cc, ...bcc].map(({ address }) => ({ address: address.toLowerCase() }));
    return { from: { name: null, address: own }, to: [to], cc, bcc, participants };
  }

  /** In a side conversation: the customer of its ticket, even where somebody else has copied them in. */
  private async barred(sql: Sql, ticket: Addressed): Promise<ReadonlySet<string>> {
    const parent = ticket.sideOf ? await parentOf(sql, { ...ticket, sideOf: ticket.sideOf }) : null;
    return parent ? this.customers.addresses(sql, parent) : new Set();
  }
}

function namesIn(mail: Record<string, unknown> | null | undefined): Address[] {
  const { from, to, cc } = (mail ?? {}) as { from?: Address | null; to?: Address[]; cc?: Address[] };
  return [...(from ? [from] : []), ...(to ?? []), ...(cc ?? [])];
}
