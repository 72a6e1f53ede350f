// Path A for mail: which ticket a mail belongs to. The evidence is weighed in one order; what cannot be proven is not believed.
import { Injectable } from '@nestjs/common';
import type { InboundEvent } from '@otklik/channels';
import { verifyMessageId, verifyPlusAddress } from '../outbound/mail-threading.js';
import type { Sql } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { FindMessage } from '../tickets/find-message.js';
import { decide, type Evidence, type Sender, type Threading } from './threading.js';

/** Ids older than these in a long References line prove nothing that the later ones do not. */
const MAX_IDS = 50;

@Injectable()
export class ThreadMail {
  constructor(
    private readonly secrets: Secrets,
    private readonly messages: FindMessage,
  ) {}

  /** True when the mail's own Message-ID carries our signature: we wrote it ourselves. */
  isOurs(event: InboundEvent): boolean {
    const id = event.mail?.messageId;
    return Boolean(id && verifyMessageId(this.secrets, id));
  }

  /** The message of ours that a Message-ID with our signature names; null for anything unsigned. */
  async signedMessage(sql: Sql, workspaceId: string, mailId: string | null) {
    const messageId = mailId ? verifyMessageId(this.secrets, mailId) : null;
    return messageId ? this.messages.byId(sql, workspaceId, messageId) : null;
  }

  /** The strongest evidence in a mail: signed plus-address, then signed Message-ID, then a Message-ID we know. */
  async evidence(sql: Sql, workspaceId: string, event: InboundEvent, recipients: string[]): Promise<Evidence | null> {
    const { mail } = event;
    if (!mail) return null;
    for (const address of [...recipients, ...[...mail.to, ...mail.cc].map((one) => one.address)]) {
      const found = verifyPlusAddress(this.secrets, address);
      // Another workspace's address proves nothing here.
      if (
        found &&
        (found.workspaceId ?? workspaceId) === workspaceId &&
        (await this.messages.ticket(sql, workspaceId, found.ticketId))
      ) {
        return { kind: 'signed-address', ticketId: found.ticketId };
      }
    }
    const ids = [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, MAX_IDS);
    for (const id of ids) {
      const message = await this.signedMessage(sql, workspaceId, id);
      if (message) return { kind: 'signed-message-id', ticketId: message.ticketId };
    }
    const known = ids.length === 0 ? null : await this.messages.byExternalIds(sql, workspaceId, ids);
    if (known) return { kind: 'known-message-id', ticketId: known.ticketId };
    return null;
  }

  /** Where the mail goes, now that its sender is known. */
  async run(sql: Sql, workspaceId: string, evidence: Evidence | null, sender: Sender): Promise<Threading> {
    const ticket = evidence ? await this.messages.ticket(sql, workspaceId, evidence.ticketId) : null;
    const parties = ticket && { contactId: ticket.contactId, addresses: new Set(ticket.participants) };
    return decide(evidence, parties, sender);
  }
}
