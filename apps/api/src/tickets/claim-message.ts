// Path B: "send the oldest unsent message of this conversation", claimed under the ticket's lock so that replies cannot swap.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Instance } from '../platform/database/instance.js';
import { prepared } from '../platform/database/prepared.js';
import { Facts } from '../platform/events/record-facts.js';
import { MessageMarked } from './events.js';
import { InFlight } from './in-flight.js';
import { firstSent, lastCustomerMessages, type Message, unsentMessages, updateMessage } from './message.store.js';
import { ReleaseReplies } from './release-replies.js';
import type { Ticket } from './ticket.js';
import { lockTicket, readTicketRow } from './ticket.store.js';

/** The remedy of an automatic mail that waits because its address has had enough of them this hour. */
export const HOURLY_LIMIT = 'hourly-limit';

/** A message now in state `sending`, this process being its sender, with what delivery must know. */
export interface ClaimedMessage {
  message: Message;
  ticket: Pick<
    Ticket,
    'id' | 'number' | 'channel' | 'connectionId' | 'conversation' | 'contactId' | 'identityId' | 'subject' | 'language'
  >;
  /** The customer's latest messages, newest first, at most 20: what is answered, and the mail thread. */
  customerMessages: Pick<Message, 'id' | 'externalId' | 'mail' | 'text' | 'at' | 'automatic'>[];
  /** Our earlier mail that this one follows, while nobody has answered: a conversation that we began. */
  follows: string | null;
}

export interface Claim {
  workspaceId: string;
  ticketId: string;
  /** Whether a resend is recognised by the other side (then a crash's unknown outcome is sent again). */
  idempotent: (tx: Tx, ticket: ClaimedMessage['ticket']) => Promise<boolean>;
}

@Injectable()
export class ClaimMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly instance: Instance,
    private readonly facts: Facts,
    private readonly release: ReleaseReplies,
    private readonly inFlight: InFlight,
  ) {}

  /** Whose server the answers to a ticket go through; null: there is no such ticket. */
  async connectionOf(workspaceId: string, ticketId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      prepared(`SELECT connection_id AS id FROM ticket WHERE workspace_id = $1 AND id = $2`),
      [workspaceId, ticketId],
    );
    return row?.id ?? null;
  }

  /**
   * Claims the next message to send, or null: nothing is due, or another process is sending for this ticket.
   * Releases replies whose undo window has passed; settles messages whose sender died (sent again where the channel is
   * idempotent, or where our own process knows that it had not begun; else `unknown`).
   */
  async run(claim: Claim): Promise<ClaimedMessage | null> {
    let begun: string | null = null;
    try {
      return await this.database.transaction((tx) =>
        this.claim(tx, claim, (messageId) => {
          begun = messageId;
          this.inFlight.begin(messageId);
        }),
      );
    } catch (error) {
      // Perhaps only the answer to the commit was lost: the next claim finds it ours, and not handed over.
      if (begun) this.inFlight.end(begun);
      throw error;
    }
  }

  /** `begin`: called before the commit, since whoever waits for the ticket's lock may look right after it. */
  private async claim(
    tx: Tx,
    { workspaceId, ticketId, idempotent }: Claim,
    begin: (messageId: string) => void,
  ): Promise<ClaimedMessage | null> {
    let ticket = await lockTicket(tx, workspaceId, ticketId);
    if (!ticket) return null;
    const now = this.clock.now();
    for (const message of await unsentMessages(tx, workspaceId, ticketId)) {
      if (message.state === 'sending') {
        if (this.inFlight.has(message.id)) return null;
        const ours = this.instance.ours.includes(message.sender ?? 0);
        if (!ours && (await this.instance.isAlive(message.sender ?? 0, tx))) return null;
        // The database failed us between the claim and the channel: nothing of it has gone.
        const untouched = ours && !this.inFlight.mayHaveGone(message.id);
        if (!untouched && !(await idempotent(tx, await this.wayOf(tx, ticket, message)))) {
          await updateMessage(tx, message, { state: 'unknown', sender: null, dueAt: null, remedy: 'crash' });
          tx.afterCommit(() => this.inFlight.settle(message.id));
          await this.facts.record(tx, { workspaceId, ticketId }, [
            MessageMarked.of(now, { messageId: message.id, state: 'unknown', bot: message.kind === 'bot' }),
          ]);
          continue;
        }
      }
      if (message.dueAt && message.dueAt > now && message.state !== 'sending') {
        // An automatic word over its limit waits by itself: no person's answer waits with it.
        if (message.remedy === HOURLY_LIMIT) continue;
        return null;
      }
      if (message.state === 'held') ticket = await this.release.run(tx, ticket, [message]);
      const patch = { state: 'sending' as const, sender: this.instance.number, attempts: message.attempts + 1 };
      begin(message.id);
      await updateMessage(tx, message, patch);
      const customerMessages = await lastCustomerMessages(tx, workspaceId, ticketId, 20, message.via);
      const follows = customerMessages.length === 0 && message.via === null ? await firstSent(tx, message) : null;
      return {
        message: { ...message, ...patch },
        ticket: await this.wayOf(tx, ticket, message),
        customerMessages,
        follows,
      };
    }
    return null;
  }

  /** What was written to the customer of a ticket that has been merged since goes to that customer, by their channel. */
  private async wayOf(tx: Tx, ticket: Ticket, { via }: Message): Promise<Ticket> {
    return (via && (await readTicketRow(tx, ticket.workspaceId, via))) || ticket;
  }
}
