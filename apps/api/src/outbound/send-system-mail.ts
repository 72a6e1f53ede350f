// Mail of the desk to its own people: sent through a relay, or kept where none is set; tried for a day.
import { Inject, Injectable } from '@nestjs/common';
import { channelOf, hasWayOut, type OutboundFile, type OutboundMail, type Part } from '@otklik/channels';
import { Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { Files } from '../platform/files.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/log.js';
import { SendSystemMail, type SystemMailParams, type SystemMailTemplate } from '../platform/mail.js';
import { Secrets } from '../platform/secrets.js';
import { rawMailOf } from './keep-mail.js';
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
    private readonly files: Files,
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
    const config = await this.way(workspaceId);
    const mail = await this.compose(row, config);
    if (!mail) return settleSystemMail(this.database, row, { state: 'failed', dueAt: null, error: 'unknown template' });
    if (!hasWayOut(config)) return this.keepIt(row, mail);
    try {
      await this.send(config, row.recipient, mail.part);
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
  private async send(config: Record<string, unknown>, recipient: string, part: Part): Promise<void> {
    const signal = AbortSignal.timeout(SEND_MS);
    const { fetch, reachable } = this.outgoing;
    const client = channelOf('email')!.client({ config, fetch, reachable, signal, hookUrl: '' });
    await client.send(part, recipient);
  }

  /** From the workspace's first mailbox, by its way out or the desk's; without a mailbox from the desk's own domain. */
  private async way(workspaceId: string): Promise<Record<string, unknown> & { address: string }> {
    const mailbox = (await this.connections.all(workspaceId)).find((one) => one.kind === 'email' && one.address);
    const address = mailbox?.address ?? `desk@${this.env.mailDomain}`;
    return { ...mailbox?.config, address, smtpUrl: mailbox?.config.smtpUrl || this.env.smtpUrl };
  }

  private async compose(
    row: SystemMailRow,
    config: Record<string, unknown> & { address: string },
  ): Promise<{ subject: string; part: Part } | null> {
    const template = row.template as SystemMailTemplate;
    const params = JSON.parse(this.secrets.open(row.params)) as SystemMailParams[SystemMailTemplate];
    const words = systemMailWords(row.locale, template, params);
    if (!words) return null;
    const { name } = await this.workspaces.run(row.workspaceId);
    const { address } = config;
    const mail: OutboundMail = {
      from: { name, address },
      author: { agent: null, workspace: name },
      to: [{ name: null, address: row.recipient }],
      cc: [],
      replyTo: address,
      messageId: `s.${row.id}@${address.slice(address.lastIndexOf('@') + 1)}`,
      inReplyTo: null,
      references: [],
      subject: words.subject,
      automatic: true,
      quote: null,
      ...('unsubscribe' in params && params.unsubscribe ? { unsubscribe: params.unsubscribe } : {}),
    };
    const [part] = await channelOf('email')!.render(
      {
        id: row.id,
        conversation: row.recipient,
        text: words.text,
        html: words.html,
        files: await this.filesOf(row.workspaceId, 'fileIds' in params ? params.fileIds : []),
        card: null,
        replyToExternalId: null,
        locale: row.locale,
        template: null,
        mail,
      },
      // The house speaks to its own people: a pattern made for answers is not for them.
      { ...config, fromName: null },
    );
    return { subject: words.subject, part: part! };
  }

  private async filesOf(workspaceId: string, ids: string[]): Promise<OutboundFile[]> {
    const files = await this.files.find(this.database, workspaceId, ids);
    return files.map(({ sha256, ...file }) => ({ ...file, read: () => this.files.read(workspaceId, sha256) }));
  }

  /** It carries a link that opens an account: sealed, so that the table alone gives nothing away. */
  private async keepIt(row: SystemMailRow, mail: { subject: string; part: Part }): Promise<void> {
    const { envelope, raw } = rawMailOf(mail.part);
    await insertKeptMail(this.database, {
      workspaceId: row.workspaceId,
      id: row.id,
      connectionId: null,
      ticketId: null,
      messageId: null,
      sender: envelope.from,
      recipients: envelope.to,
      subject: mail.subject,
      raw: Buffer.from(this.secrets.seal(raw.toString('latin1'))),
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
