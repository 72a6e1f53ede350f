// A due report goes to its readers: made before anything is held, queued and moved on in one transaction, once for each due instant.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../../env.js';
import { ReadAgents } from '../../people/read-agents.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError } from '../../platform/errors.js';
import { Files } from '../../platform/files.js';
import type { Caller } from '../../platform/http/access.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { queueSystemMail } from '../../platform/mail.js';
import { Secrets } from '../../platform/secrets.js';
import { mailBody, withStop } from '../paper/mail-body.js';
import { KeepReport } from './keep-report.js';
import { MailReport } from './mailed-report.job.js';
import { MakeReportFile } from './make-report-file.js';
import { nextDue } from './next-due.js';
import { paperAskOf } from './paper-ask.js';
import type { FiledTab } from './saved-reports.requests.js';
import {
  dueMailings,
  FILES,
  type FileKind,
  findReport,
  mailingsOf,
  type ReportKey,
  type SavedReport,
  setDue,
  takeDue,
} from './saved-reports.store.js';
import { stopToken } from './stop-token.js';

interface Letter {
  subject: string;
  text: string;
  html: string;
  files: { name: string; contentType: string; content: Buffer }[];
}

@Injectable()
export class MailReports {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly secrets: Secrets,
    private readonly files: Files,
    private readonly agents: ReadAgents,
    private readonly workspaces: ReadWorkspace,
    private readonly reports: KeepReport,
    private readonly make: MakeReportFile,
  ) {}

  @Handles(MailReport)
  async run(key: ReportKey): Promise<void> {
    const now = this.clock.now();
    const mailing = (await mailingsOf(this.database, key.workspaceId, [key.reportId])).get(key.reportId);
    const report = await findReport(this.database, key);
    if (!mailing?.dueAt || mailing.dueAt > now || !report) return;
    const agents = await this.agents.run(key.workspaceId);
    const able = agents.filter(({ disabled }) => !disabled);
    const maker = able.find(({ id }) => id === mailing.madeBy);
    if (!maker || maker.role === 'agent') return setDue(this.database, key, null, null);
    const letter = await this.letter(key.workspaceId, report, mailing.locale, mailing.files);
    const inside = able.filter(({ id }) => mailing.agentIds.includes(id)).map(({ email }) => email);
    const next = nextDue(mailing, now);
    await this.database.transaction(async (tx) => {
      if (!(await takeDue(tx, key, mailing.dueAt!))) return;
      await this.queue(tx, key.workspaceId, letter, mailing.locale, [...inside, ...mailing.addresses], key);
      await setDue(tx, key, next, now);
      this.jobs.enqueueAfter(tx, MailReport.order(key, `${key.reportId}_${next.getTime()}`, next) as JobOrder);
    });
  }

  @Sweeps(MailReport)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueMailings(this.database, now)).map((key) => MailReport.order(key, key.reportId) as JobOrder);
  }

  /** To whoever asks, at once, whatever the rhythm. @throws DomainError not-found, not-allowed */
  async try(caller: Caller, reportId: string): Promise<void> {
    const { workspaceId } = caller;
    const report = await this.reports.held(caller, reportId);
    const me = (await this.agents.run(workspaceId)).find(({ id }) => id === caller.agentId);
    if (!me) throw new DomainError('not-allowed');
    const mailing = (await mailingsOf(this.database, workspaceId, [reportId])).get(reportId);
    const letter = await this.letter(workspaceId, report, mailing?.locale ?? me.locale, mailing?.files ?? [...FILES]);
    await this.database.transaction((tx) => this.queue(tx, workspaceId, letter, me.locale, [me.email]));
  }

  private async letter(workspaceId: string, report: SavedReport, locale: string, kinds: FileKind[]): Promise<Letter> {
    const made = await this.make.run(paperAskOf(workspaceId, report, locale));
    const { name } = await this.workspaces.run(workspaceId);
    const search = new URLSearchParams({ saved: report.id });
    const link = `${this.env.publicUrl}/reports?${search}`;
    const files = [];
    for (const as of FILES)
      if (kinds.includes(as)) files.push(await this.make.file(made, as, { tab: report.tab as FiledTab }));
    return { ...mailBody(made.paper, { report: report.name, workspace: name, link, files: files.length > 0 }), files };
  }

  /** `stop`: of which report each receiver can stop their copies; whoever asked for this one has nothing to stop. */
  private async queue(
    tx: Tx,
    workspaceId: string,
    letter: Letter,
    locale: string,
    to: string[],
    stop?: ReportKey,
  ): Promise<void> {
    const platform = { secrets: this.secrets, jobs: this.jobs, clock: this.clock };
    const fileIds: string[] = [];
    for (const file of letter.files) fileIds.push((await this.files.put(tx, workspaceId, file)).id);
    for (const recipient of new Set(to)) {
      const unsubscribe =
        stop && `${this.env.publicUrl}/unsubscribe/report/${stopToken(this.secrets, stop, recipient)}`;
      const words = unsubscribe ? withStop(letter, locale, unsubscribe) : letter;
      const { subject, text, html } = words;
      await queueSystemMail(tx, platform, {
        ...{ workspaceId, recipient, locale, template: 'report' as const },
        params: { subject, text, html, fileIds, ...(unsubscribe ? { unsubscribe } : {}) },
      });
    }
  }
}
