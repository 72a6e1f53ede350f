// Path B without a relay: the mail is kept whole, as it would have gone, and nothing pretends that it was sent.
import { Injectable } from '@nestjs/common';
import type { Part } from '@otklik/channels';
import type { Connection } from '../desk/read-connections.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { ClaimedMessage } from '../tickets/claim-message.js';
import { deleteKeptMail, insertKeptMail } from './kept-mail.store.js';
import type { Outgoing } from './outgoing-parts.js';

/** A whole mail as the mail channel renders it and its client sends it. */
export interface RawMail {
  envelope: { from: string; to: string[] };
  raw: Buffer;
}

@Injectable()
export class KeepMail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Under the message's own id: kept twice is kept once. */
  async run({ message, ticket }: ClaimedMessage, connection: Connection, out: Outgoing): Promise<void> {
    const { envelope, raw } = rawMailOf(out.parts[0]);
    await insertKeptMail(this.database, {
      workspaceId: message.workspaceId,
      id: message.id,
      connectionId: connection.id,
      ticketId: ticket.id,
      messageId: message.id,
      sender: envelope.from,
      recipients: envelope.to,
      subject: out.mail?.subject ?? '',
      raw,
      sealed: false,
      at: this.clock.now(),
    });
  }

  /** It has left after all. */
  drop(message: { workspaceId: string; id: string }): Promise<void> {
    return deleteKeptMail(this.database, message.workspaceId, message.id);
  }
}

/** The mail channel renders one part: a whole mail and its envelope. */
export function rawMailOf(part: Part | undefined): RawMail {
  const { envelope, raw } = (part?.payload ?? {}) as { envelope?: RawMail['envelope']; raw?: Uint8Array };
  if (!envelope || !raw) throw new Error('a mail was rendered without its text');
  return { envelope, raw: Buffer.from(raw) };
}
