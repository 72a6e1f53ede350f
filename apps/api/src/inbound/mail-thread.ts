// Path A for mail: which ticket a mail belongs to. The evidence is weighed in one order; what cannot be proven is not believed.
import { Injectable } from '@nestjs/common';
import type { InboundEvent, InboundMail } from '@otklik/channels';
import { HearOfLetter } from '../outbound/letters/hear-of-letter.js';
import { verifyMessageId, verifyPlusAddress } from '../outbound/mail-threading.js';
import type { Sql } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { FindMessage } from '../tickets/find-message.js';
import { isSameSubject } from './base-subject.js';
import { decide, type Evidence, followSplit, type Sender, type Threading } from './threading.js';

/** Ids older than these in a long References line prove nothing that the later ones do not. */
const MAX_IDS = 50;

@Injectable()
export class ThreadMail {
  constructor(
    private readonly secrets: Secrets,
    private readonly messages: FindMessage,
    private readonly letters: HearOfLetter,
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

  /**
   * The strongest evidence in a mail: signed plus-address, then signed Message-ID, then a Message-ID we know; and where a
   * split has led that since.
   */
  async evidence(sql: Sql, workspaceId: string, event: InboundEvent, recipients: string[]): Promise<Evidence | null> {
    const { mail } = event;
    if (!mail) return null;
    const named = await this.named(sql, workspaceId, mail);
    const addressed = await this.addressed(sql, workspaceId, [
      ...recipients,
      ...[...mail.to, ...mail.cc].map((one) => one.address),
    ]);
    const signed = named.find((one) => one.signed);
    const found: Evidence | null = addressed
      ? { kind: 'signed-address', ticketId: addressed }
      : signed
        ? { kind: 'signed-message-id', ticketId: signed.ticketId }
        : named[0]
          ? { kind: 'known-message-id', ticketId: named[0].ticketId }
          : null;
    if (!found || named.every((one) => one.ticketId === found.ticketId)) return found;
    const splits = await this.messages.splits(sql, workspaceId, found.ticketId);
    return { ...found, ticketId: followSplit(found.ticketId, named, splits) };
  }

  /** Where the mail goes, now that its sender is known. */
  async run(
    sql: Sql,
    workspaceId: string,
    evidence: Evidence | null,
    sender: Omit<Sender, 'forged'>,
    mail: InboundMail | null,
    automatic = false,
  ): Promise<Threading> {
    const ticket = evidence ? await this.messages.ticket(sql, workspaceId, evidence.ticketId) : null;
    const written = ticket ? await this.letters.recipients(sql, workspaceId, ticket.ticketId) : [];
    const parties = ticket && {
      contactId: ticket.contactId,
      addresses: new Set([...ticket.participants, ...written]),
      outsiders: new Set(ticket.outsiders),
    };
    // A machine writes "Away:" before the subject it answers, in any language.
    const same = automatic || !mail || !ticket || isSameSubject(mail.subject, ticket.subjects);
    return decide(evidence, parties, { ...sender, forged: isForged(mail) }, same);
  }

  /** The ticket a signed address of ours names. Another workspace's address proves nothing here. */
  private async addressed(sql: Sql, workspaceId: string, addresses: string[]): Promise<string | null> {
    for (const address of addresses) {
      const found = verifyPlusAddress(this.secrets, address);
      if (!found || (found.workspaceId ?? workspaceId) !== workspaceId) continue;
      if (await this.messages.ticket(sql, workspaceId, found.ticketId)) return found.ticketId;
    }
    return null;
  }

  /** The messages that a mail refers to, the nearest first. */
  private async named(sql: Sql, workspaceId: string, mail: InboundMail) {
    const ids = [...new Set([...mail.inReplyTo, ...mail.references.toReversed()])].slice(0, MAX_IDS);
    if (ids.length === 0) return [];
    const signed = ids.map((id) => verifyMessageId(this.secrets, id));
    const ours = signed.filter((id) => id !== null);
    const letters = (await this.letters.named(sql, workspaceId, ours)).map(({ id, ticketId, at }) => {
      return { messageId: id, ticketId, externalId: null, at };
    });
    const found = [...(await this.messages.named(sql, workspaceId, ours, ids)), ...letters];
    return ids.flatMap((id, index) => {
      const own = signed[index] ? found.find((one) => one.messageId === signed[index]) : undefined;
      // The newest, where two connections know a mail by the same name.
      const known = found.filter((one) => one.externalId === id).sort((a, b) => b.at.getTime() - a.at.getTime())[0];
      const message = own ?? known;
      return message ? [{ ticketId: message.ticketId, at: message.at, signed: own !== undefined }] : [];
    });
  }
}

/** The sender's own domain says that the mail is not from it. Mail that nobody has judged is no forgery. */
export const isForged = (mail: InboundMail | null): boolean => mail?.authentication?.verdict === 'fail';
