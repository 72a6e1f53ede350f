// Path A for machines' news: a bounce marks the message that failed, a complaint ends the asking; proven by our own signature.
import { Injectable } from '@nestjs/common';
import { type InboundMail, keepsMessageId } from '@otklik/channels';
import { HearOfLetter } from '../outbound/letters/hear-of-letter.js';
import { FlagIdentity } from '../people/flag-identity.js';
import { OptOutOfSurveys } from '../people/opt-out-of-surveys.js';
import { ReadContact } from '../people/read-contact.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { say } from '../platform/words/words.js';
import { FindMessage, type FoundMessage } from '../tickets/find-message.js';
import { MarkMessage } from '../tickets/mark-message.js';
import { PostMessage } from '../tickets/post-message.js';
import { ThreadMail } from './mail-thread.js';
import type { EventWork } from './raw-work.js';
import type { Evidence } from './threading.js';

@Injectable()
export class TakeReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly threads: ThreadMail,
    private readonly messages: FindMessage,
    private readonly mark: MarkMessage,
    private readonly contacts: ReadContact,
    private readonly workspaces: ReadWorkspace,
    private readonly post: PostMessage,
    private readonly flag: FlagIdentity,
    private readonly optOut: OptOutOfSurveys,
    private readonly letters: HearOfLetter,
  ) {}

  /**
   * What a dropped mail tells about a message of ours; null when it tells nothing that can be proven: anybody can write a
   * bounce, so only one that quotes our signed Message-ID is believed. Harmless when run again.
   */
  async run(
    { raw, event, connection }: EventWork,
    evidence: Evidence | null,
  ): Promise<{ ticketId: string; messageId: string | null } | null> {
    const { mail } = event;
    if (!mail || (mail.auto !== 'bounce' && mail.auto !== 'complaint')) {
      return evidence && { ticketId: evidence.ticketId, messageId: null };
    }
    const told = mail.bounce?.original ?? mail.complaint?.original ?? null;
    const names = [told, ...mail.inReplyTo, ...mail.references];
    // Where a service gives our mails names of its own, those are as secret as a signature: only who got the mail knows them.
    const believed = mail.proven || !keepsMessageId(connection.config);
    const found = (await this.original(raw.workspaceId, names)) ?? (believed ? await this.named(raw, names) : null);
    if (!found) {
      const ticketId = (await this.ofLetter(raw.workspaceId, names, mail)) ?? evidence?.ticketId;
      return ticketId ? { ticketId, messageId: null } : null;
    }
    if (mail.auto === 'complaint') await this.complained(raw.workspaceId, found);
    else if (mail.bounce?.permanent) await this.failed(raw, found, mail.bounce);
    return { ticketId: found.ticketId, messageId: found.messageId };
  }

  /** A mail that followed a chat; null: it is about none. */
  private async ofLetter(workspaceId: string, names: (string | null)[], mail: InboundMail): Promise<string | null> {
    const { bounce, auto } = mail;
    if (auto === 'bounce' && !bounce?.permanent) return null;
    const news = {
      kind: auto === 'complaint' ? ('complaint' as const) : ('bounce' as const),
      recipient: bounce?.recipient ?? null,
      status: bounce?.status ?? null,
      dead: bounce?.dead ?? false,
    };
    return (await this.letters.run(workspaceId, names.slice(0, 20), news))?.ticketId ?? null;
  }

  private async original(workspaceId: string, ids: (string | null)[]): Promise<FoundMessage | null> {
    for (const id of ids.slice(0, 20)) {
      const found = await this.threads.signedMessage(this.database, workspaceId, id);
      if (found && found.kind !== 'customer') return found;
    }
    return null;
  }

  /** Our own mail service knows the mail by a name of its own. */
  private async named(
    { workspaceId, connectionId }: EventWork['raw'],
    names: (string | null)[],
  ): Promise<FoundMessage | null> {
    for (const name of names.slice(0, 20)) {
      const found = name && (await this.messages.byExternalId(this.database, workspaceId, connectionId, name));
      if (found && found.kind !== 'customer') return found;
    }
    return null;
  }

  /** Whoever calls our mail spam is asked nothing more, and agents see it before they write again; until the person writes. */
  private async complained(workspaceId: string, found: FoundMessage): Promise<void> {
    await this.optOut.run(workspaceId, found.contactId);
    const { identities } = await this.contacts.run(workspaceId, found.contactId);
    for (const one of identities.filter(({ kind }) => kind === 'email'))
      await this.flag.run(workspaceId, one.id, this.clock.now());
  }

  /** A note for whoever answered: the mail itself did not fail. Once for each address. */
  private async tellOfCopy(
    { workspaceId }: EventWork['raw'],
    { ticketId, messageId }: FoundMessage,
    address: string,
    status: string | null,
  ): Promise<void> {
    const { locale } = await this.workspaces.run(workspaceId);
    const text = say(locale, 'inbound.copy-failed', { address, status: status ? ` (${status})` : '' });
    const actor = { by: 'system' as const, agentId: null };
    const note = {
      kind: 'note' as const,
      text,
      html: null,
      idempotencyKey: `copy-failed ${messageId} ${address}`,
      holdSeconds: 0,
    };
    // A closed ticket is nobody's work any more.
    await this.post.run({ workspaceId, ticketId, actor, ...note }).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  }

  private async failed(
    raw: EventWork['raw'],
    found: FoundMessage,
    bounce: { recipient: string | null; status: string | null; dead: boolean },
  ): Promise<void> {
    const { workspaceId } = raw;
    const contact = await this.contacts.run(workspaceId, found.contactId);
    const recipient = bounce.recipient?.toLowerCase() ?? null;
    const identity = contact.identities.find((one) => one.kind === 'email' && one.address === recipient);
    // Somebody in copy could not be reached: the customer has it all the same.
    if (recipient !== null && !identity) return this.tellOfCopy(raw, found, recipient, bounce.status);
    const remedy = bounce.status ? `bounced ${bounce.status}` : 'bounced';
    await this.mark.run({ workspaceId, messageId: found.messageId, state: 'failed', remedy });
    if (bounce.dead && identity) await this.flag.run(workspaceId, identity.id, this.clock.now());
  }
}
