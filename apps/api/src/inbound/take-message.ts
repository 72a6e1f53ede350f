// Path A, ingest: filters, contact, files and thread; then the message and the end of its raw row in one transaction.
import { Injectable } from '@nestjs/common';
import type { InboundEvent } from '@otklik/channels';
import { Connections } from '../desk/read-connections.js';
import { AgentNames } from '../people/agent-names.js';
import { EnsureContact } from '../people/ensure-contact.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { say } from '../platform/words/words.js';
import { CommentFromCustomer } from '../survey/comment-from-customer.js';
import { FindConversation } from '../tickets/find-conversation.js';
import { FindMessage } from '../tickets/find-message.js';
import { ReceiveMessage } from '../tickets/receive-message.js';
import { bytesInPieces } from './bytes-in-pieces.js';
import { MAX_ATTACHMENTS } from './clean-event.js';
import { isCollision } from './failures.js';
import { FetchFiles, type GatheredFile, type MissingFile } from './fetch-files.js';
import { FetchLateFileJob } from './fetch-late-file.job.js';
import { blockedSender } from './filters/blocked-sender.js';
import { judge } from './filters/judge.js';
import { withoutPlus } from './filters/own-echo.js';
import type { Verdict } from './filters/verdict.js';
import { KnowSender } from './know-sender.js';
import { insertLateFile } from './late-file.store.js';
import { withAuthor } from './mail-author.js';
import { storedMail } from './mail-parts.js';
import { isForged, ThreadMail } from './mail-thread.js';
import { missingLine, withLines } from './missing-words.js';
import { momentOf } from './moment.js';
import { NameMail } from './name-mail.js';
import { forwardersOf, passedOn } from './passed-on.js';
import type { EventEnd, EventWork } from './raw-work.js';
import { headOf, isSameMail, type MailHead } from './same-mail.js';
import { TakeReport } from './take-report.js';
import type { Evidence } from './threading.js';

/** How an identity is called in people/, where it is not simply the channel's kind. */
const IDENTITY_KIND: Record<string, string> = { chat: 'visitor' };
const LATE_AFTER_MS = 15_000;
const NONE: ReadonlySet<string> = new Set();

/** Somebody was faster with a message of the same name. */
class Overtaken extends Error {}

interface Gathered {
  /** Of a mail, as it came. */
  head: MailHead | null;
  /** It has been looked up again since. */
  overtaken: boolean;
  verdict: Verdict;
  evidence: Evidence | null;
  files: GatheredFile[];
  missing: MissingFile[];
  lines: string[];
  /** An agent passed it on: its sender is who wrote it first. */
  forwarded: boolean;
}

@Injectable()
export class TakeMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly connections: Connections,
    private readonly workspaces: ReadWorkspace,
    private readonly contacts: EnsureContact,
    private readonly agents: AgentNames,
    private readonly files: Files,
    private readonly fetchFiles: FetchFiles,
    private readonly senders: KnowSender,
    private readonly names: NameMail,
    private readonly messages: FindMessage,
    private readonly conversations: FindConversation,
    private readonly threads: ThreadMail,
    private readonly receive: ReceiveMessage,
    private readonly comment: CommentFromCustomer,
    private readonly report: TakeReport,
  ) {}

  /** Safe to run again after any crash: the message is known by its external id. @throws NotItsTurn. */
  async run(given: EventWork): Promise<EventEnd> {
    try {
      return await this.take(given);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      return this.take(given, true);
    }
  }

  private async take(given: EventWork, overtaken = false): Promise<EventEnd> {
    const write = await this.prepare(given, { overtaken });
    return this.again(() =>
      this.database.transaction(async (tx) => {
        await given.begin(tx);
        return write(tx);
      }),
    );
  }

  /**
   * Everything that needs no transaction: what it is, and what belongs to it. The answer writes it down, in a transaction
   * that has taken its turn; again in another one, if that was lost. `unknown`: nothing bears its name yet, the caller
   * has looked.
   */
  async prepare(given: EventWork, { overtaken = false, unknown = false } = {}): Promise<(tx: Tx) => Promise<EventEnd>> {
    const { workspaceId } = given.raw;
    const ownAddresses = given.event.mail ? await this.ownAddresses(workspaceId) : NONE;
    const written = withAuthor(given.event, ownAddresses);
    const named = { ...given, event: await this.names.run(workspaceId, given.connection.id, written) };
    const forwarded = await this.passedOn(named);
    const work = forwarded ?? named;
    const { connection, event } = work;
    const known = unknown
      ? null
      : await this.messages.byExternalId(this.database, workspaceId, connection.id, event.externalId);
    if (known) {
      // One that bears the same name came in between two looks: named anew, this one is told from it.
      const head = (known.mail?.head ?? null) as MailHead | null;
      if (!overtaken && !isSameMail(head, headOf(named.event))) throw new Overtaken();
      const { ticketId, messageId } = known;
      return (tx) => work.end(tx, { state: 'duplicate', reason: null, ticketId, messageId });
    }
    // What an agent passes on begins something, whatever thread he was in himself.
    const evidence = forwarded
      ? null
      : await this.threads.evidence(this.database, workspaceId, work.event, recipientsOf(work));
    const ours = this.threads.isOurs(work.event);
    const verdict = judge(work.event, {
      ownAddresses,
      ours,
      ticketKnown: evidence !== null,
      spamScore: limitOf(connection.config.spamScore),
    });
    if (verdict.verdict === 'drop' || verdict.verdict === 'quarantine') {
      const told = await this.report.run(work, evidence);
      const state = verdict.verdict === 'drop' ? 'dropped' : 'quarantined';
      const { ticketId = null, messageId = null } = told ?? {};
      return (tx) => work.end(tx, { state, reason: verdict.reason, ticketId, messageId });
    }
    const [{ files, missing }, met] = await Promise.all([
      this.fetchFiles.run(work.connection, work.event.attachments),
      this.senders.run(work.connection, work.event),
    ]);
    const gathered = {
      verdict,
      evidence,
      files,
      missing,
      lines: await this.linesOf(work, missing),
      head: headOf(named.event),
      overtaken,
      forwarded: forwarded !== null,
    };
    return (tx) => this.write(tx, { ...work, event: met }, gathered);
  }

  /** What a reader is told of files that did not come. */
  private async linesOf({ raw, notes }: EventWork, missing: MissingFile[]): Promise<string[]> {
    const tooMany = notes.includes('too-many-files');
    if (missing.length === 0 && !tooMany) return [];
    const { locale } = await this.workspaces.run(raw.workspaceId);
    const lines = missing.map((file) => missingLine(file, locale));
    return tooMany ? [...lines, say(locale, 'inbound.files-left', { limit: MAX_ATTACHMENTS })] : lines;
  }

  /** A mail that one of ours passed on is its first author's; a forger is none of ours. */
  private async passedOn(work: EventWork): Promise<EventWork | null> {
    const { connection, event, raw } = work;
    if (!event.mail?.forwarded || isForged(event.mail)) return null;
    const agents = [...(await this.agents.run(this.database, raw.workspaceId)).values()].filter((one) => !one.disabled);
    const forwarders = forwardersOf(
      connection.config,
      agents.map((one) => one.email),
    );
    const taken = passedOn(event, forwarders);
    return taken && { ...work, event: taken };
  }

  private async write(tx: Tx, work: EventWork, gathered: Gathered): Promise<EventEnd> {
    const { connection, event, raw } = work;
    const { workspaceId } = raw;
    const { contactId, identityId, blocked } = await this.contacts.run(tx, {
      workspaceId,
      kind: IDENTITY_KIND[connection.kind] ?? connection.kind,
      address: event.sender.id,
      name: event.sender.name,
      username: event.sender.username,
      email: event.sender.email ?? null,
      phone: event.sender.phone,
      locale: event.language,
    });
    const refusal = blockedSender(blocked);
    if (refusal) return work.end(tx, { state: 'dropped', reason: refusal.reason, ticketId: null, messageId: null });
    const sender = { contactId, address: event.sender.id.toLowerCase() };
    const folded = gathered.verdict.verdict === 'fold';
    const thread = await this.threads.run(tx, workspaceId, gathered.evidence, sender, event.mail, folded);
    // A machine's notice that belongs nowhere opens nothing.
    if (folded && !thread.ticketId) {
      const { reason } = gathered.verdict;
      return work.end(tx, { state: 'dropped', reason, ticketId: thread.follows, messageId: null });
    }
    const at = momentOf(event, raw.receivedAt);
    const replyTo = await this.answered(tx, work);
    const comment = gathered.lines.length === 0 && (await this.isComment(tx, work, contactId, replyTo));
    const files = await this.keep(tx, workspaceId, gathered.files);
    const { text, html } = withLines(event.text, event.html, gathered.lines);
    const receipt = await this.receive.run(
      {
        workspaceId,
        connectionId: connection.id,
        channel: connection.kind,
        externalId: event.externalId,
        conversation: event.mail ? null : event.conversation,
        contactId,
        identityId,
        at,
        text,
        html,
        quoted: event.quoted,
        files,
        subject: event.mail ? event.mail.subject || null : null,
        language: event.language,
        ticketId: thread.ticketId,
        follows: thread.follows,
        why: comment ? 'survey-comment' : gathered.forwarded ? 'forwarded' : thread.why,
        mail: withHead(storedMail(event, recipientsOf(work)), gathered.head),
        replyTo,
        album: event.album ?? null,
        automatic: comment || folded,
        spam: gathered.verdict.verdict === 'spam',
      },
      tx,
    );
    // Another mail of this Message-ID came in at the same instant: now that it is known, they can be told apart.
    if (receipt.duplicate && event.mail && !gathered.overtaken) throw new Overtaken();
    if (!receipt.duplicate) await this.expectLater(tx, work, receipt, gathered.missing);
    const reason = comment ? 'survey-comment' : (gathered.verdict.reason ?? thread.why);
    const { ticketId, messageId } = receipt;
    return work.end(tx, { state: receipt.duplicate ? 'duplicate' : 'accepted', reason, ticketId, messageId });
  }

  /**
   * The customer's next words after a rating are its comment: shown, but no new question. Both are timed by our clock, so
   * that words which waited for us to come back are judged like the rating that waited with them.
   */
  private async isComment(
    tx: Tx,
    work: EventWork,
    contactId: string,
    replyToMessageId: string | null,
  ): Promise<boolean> {
    const { event, raw, connection } = work;
    if (event.mail || event.attachments.length > 0) return false;
    const ticketId = await this.conversations.run(tx, raw.workspaceId, connection.id, event.conversation);
    if (!ticketId) return false;
    const { workspaceId } = raw;
    const at = raw.receivedAt;
    return this.comment.run({ workspaceId, ticketId, contactId, text: event.text, at, replyToMessageId }, tx);
  }

  private async answered(tx: Tx, { raw, connection, event }: EventWork): Promise<string | null> {
    if (!event.replyTo || event.mail) return null;
    return (await this.messages.byExternalId(tx, raw.workspaceId, connection.id, event.replyTo))?.messageId ?? null;
  }

  private async keep(
    tx: Tx,
    workspaceId: string,
    files: GatheredFile[],
  ): Promise<{ id: string; contentId: string | null }[]> {
    const kept: { id: string; contentId: string | null }[] = [];
    for (const { name, contentType, contentId, content } of files) {
      const stored = await this.files.put(tx, workspaceId, { name, contentType, content: bytesInPieces(content) });
      kept.push({ id: stored.id, contentId });
    }
    return kept;
  }

  private async expectLater(
    tx: Tx,
    { raw }: EventWork,
    receipt: { ticketId: string; messageId: string },
    missing: MissingFile[],
  ): Promise<void> {
    const { workspaceId, connectionId } = raw;
    const dueAt = new Date(this.clock.now().getTime() + LATE_AFTER_MS);
    for (const { name, contentType, contentId, ref } of missing.filter((file) => file.fate === 'later')) {
      const id = newId();
      const { ticketId, messageId } = receipt;
      await insertLateFile(
        tx,
        { workspaceId, id, connectionId, ticketId, messageId, ref, name, contentType, contentId },
        dueAt,
      );
      this.jobs.enqueueAfter(tx, FetchLateFileJob.order({ workspaceId, lateFileId: id }, id, dueAt));
    }
  }

  /** Two mails of one new customer may meet in the same rows: whoever comes second looks again. */
  private async again(write: () => Promise<EventEnd>): Promise<EventEnd> {
    for (let tries = 1; ; tries++) {
      try {
        return await write();
      } catch (error) {
        if (tries >= 5 || !isCollision(error)) throw error;
      }
    }
  }

  private async ownAddresses(workspaceId: string): Promise<ReadonlySet<string>> {
    const all = await this.connections.all(workspaceId);
    return new Set(all.filter((one) => one.kind === 'email' && one.address).map((one) => withoutPlus(one.address!)));
  }
}

/** The addresses the mail was really delivered to. */
function recipientsOf({ raw, event }: Pick<EventWork, 'raw'> & { event: InboundEvent }): string[] {
  const to = event.mail ? (event.mail.recipients ?? raw.envelope.to) : [];
  return Array.isArray(to) ? to.filter((one): one is string => typeof one === 'string') : [];
}

/** A number the owner set; null: no limit. */
const limitOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const withHead = (mail: Record<string, unknown> | null, head: MailHead | null) => mail && { ...mail, head };
