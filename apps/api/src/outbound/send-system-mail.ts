// Mail of the desk to its own people: sent through a relay, or kept where none is set; tried for a day.
import { Inject, Injectable } from '@nestjs/common';
import { channelOf } from '@otklik/channels';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/log.js';
import { SendSystemMail, type SystemMailParams, type SystemMailTemplate } from '../platform/mail.js';
import { Secrets } from '../platform/secrets.js';
import type { RawMail } from './keep-mail.js';
import { insertKeptMail } from './kept-mail.store.js';
import { isGivenUp, nextTry } from './retry-times.js';
import { outcomeOf } from './send-outcome.js';
import { claimSystemMail, dueSystemMails, type SystemMailRow, settleSystemMail } from './system-mail.store.js';
import { systemMailWords } from './system-mail-words.js';

/** A claimed mail is ours for this long; then a sweep may take it up again, with the same Message-ID. */
const CLAIM_MS = 5 * 60_000;
const SEND_MS = 2 * 60_000;

@Injectable()
export class SendSystemMails {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'smtpUrl' | 'mailDomain'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly secrets: Secrets,
    private readonly outgoing: OutgoingFetch,
    private readonly connections: Connections,
    private readonly workspaces: ReadWorkspace,
  ) {}

  @Handles(SendSystemMail)
  async run({ workspaceId, systemMailId }: { workspaceId: string; systemMailId: string }): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    const row = await claimSystemMail(this.database, workspaceId, systemMailId, now, until);
    if (!row) return;
    const { address, relay } = await this.way(workspaceId);
    const mail = await this.compose(row, address);
    if (!mail) return settleSystemMail(this.database, row, { state: 'failed', dueAt: null, error: 'unknown template' });
    if (!relay) return this.keepIt(row, mail);
    try {
      await this.send(relay, mail);
      await settleSystemMail(this.database, row, { state: 'sent', dueAt: null, error: null });
    } catch (error) {
      await this.obey(row, error);
    }
  }

  @Sweeps(SendSystemMail)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await dueSystemMails(this.database, now);
    return due.map((one) => SendSystemMail.order(one, one.systemMailId) as JobOrder);
  }

  /** Through the mail channel's own client: one place knows how relays refuse. @throws ChannelError */
  private async send(smtpUrl: string, mail: RawMail): Promise<void> {
    const signal = AbortSignal.timeout(SEND_MS);
    const client = channelOf('email')!.client({
      config: { smtpUrl },
      fetch: this.outgoing.fetch,
      reachable: this.outgoing.reachable,
      signal,
      hookUrl: '',
    });
    await client.send({ payload: mail, files: [] }, mail.envelope.to[0]!);
  }

  /** From the workspace's first mailbox, by its relay or the desk's; without a mailbox from the desk's own domain. */
  private async way(workspaceId: string): Promise<{ address: string; relay: string | null }> {
    const mailbox = (await this.connections.all(workspaceId)).find((one) => one.kind === 'email' && one.address);
    const own = typeof mailbox?.config.smtpUrl === 'string' ? mailbox.config.smtpUrl : null;
    return { address: mailbox?.address ?? `desk@${this.env.mailDomain}`, relay: own || this.env.smtpUrl };
  }

  private async compose(row: SystemMailRow, address: string): Promise<(RawMail & { subject: string }) | null> {
    const template = row.template as SystemMailTemplate;
    const params = JSON.parse(this.secrets.open(row.params)) as SystemMailParams[SystemMailTemplate];
    const words = systemMailWords(row.locale, template, params);
    if (!words) return null;
    const { name } = await this.workspaces.run(row.workspaceId);
    const composer = new MailComposer({
      from: { name, address },
      to: row.recipient,
      ...words,
      messageId: `<s.${row.id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
      date: row.createdAt,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const raw = await composer.compile().build();
    return { envelope: { from: address, to: [row.recipient] }, raw, subject: words.subject };
  }

  /** It carries a link that opens an account: sealed, so that the table alone gives nothing away. */
  private async keepIt(row: SystemMailRow, mail: RawMail & { subject: string }): Promise<void> {
    await insertKeptMail(this.database, {
      workspaceId: row.workspaceId,
      id: row.id,
      connectionId: null,
      ticketId: null,
      messageId: null,
      sender: mail.envelope.from,
      recipients: mail.envelope.to,
      subject: mail.subject,
      raw: Buffer.from(this.secrets.seal(mail.raw.toString('latin1'))),
      sealed: true,
      at: row.createdAt,
    });
    await settleSystemMail(this.database, row, { state: 'kept', dueAt: null, error: null });
  }

  private async obey(row: SystemMailRow, error: unknown): Promise<void> {
    const now = this.clock.now();
    const outcome = outcomeOf(error, 0, true);
    const reason = 'remedy' in outcome ? outcome.remedy : outcome.reason;
    this.log.warn('a system mail could not be sent', { systemMailId: row.id, outcome: outcome.do });
    if (outcome.do === 'fail' || isGivenUp(now, row.createdAt)) {
      return settleSystemMail(this.database, row, { state: 'failed', dueAt: null, error: reason });
    }
    const dueAt = nextTry(now, row.attempts, outcome.do === 'retry' ? outcome.afterSeconds : null);
    await settleSystemMail(this.database, row, { state: 'queued', dueAt, error: reason });
    const { workspaceId, id: systemMailId } = row;
    const order = SendSystemMail.order({ workspaceId, systemMailId }, `${systemMailId}_again${row.attempts}`, dueAt);
    await this.jobs.enqueue(order as JobOrder);
  }
}
