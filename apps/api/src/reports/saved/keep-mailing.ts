// A lead has a saved report brought by mail: when, in which zone and language, to whom, with which files.
import { Injectable } from '@nestjs/common';
import { ReadAgents } from '../../people/read-agents.js';
import { checkTimeZone } from '../../people/time-zone.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { Caller } from '../../platform/http/access.js';
import type { JobOrder } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { KeepReport } from './keep-report.js';
import { MailReport } from './mailed-report.job.js';
import { nextDue } from './next-due.js';
import { FILED_TABS } from './saved-reports.requests.js';
import { dropMailing, type Mailing, mailingsOf, saveMailing } from './saved-reports.store.js';

export type Wanted = Omit<Mailing, 'madeBy' | 'dueAt' | 'sentAt'>;

@Injectable()
export class KeepMailing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly agents: ReadAgents,
    private readonly reports: KeepReport,
  ) {}

  /** @throws DomainError not-found, not-allowed, validation-failed, time-zone-unknown */
  async set(caller: Caller, reportId: string, wanted: Wanted): Promise<void> {
    const { workspaceId, agentId } = caller;
    const report = await this.reports.held(caller, reportId);
    if (!agentId) throw new DomainError('not-allowed');
    if (!(FILED_TABS as readonly string[]).includes(report.tab))
      throw new DomainError('validation-failed', { fields: ['tab'] });
    checkTimeZone(wanted.timeZone);
    const wrong = [
      ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(wanted.at) ? [] : ['at']),
      ...(wanted.every === 'week' && wanted.day > 7 ? ['day'] : []),
      ...(wanted.agentIds.length + wanted.addresses.length > 0 ? [] : ['agentIds']),
    ];
    if (wrong.length > 0) throw new DomainError('validation-failed', { fields: wrong });
    const known = (await mailingsOf(this.database, workspaceId, [reportId])).get(reportId) ?? null;
    const people = await this.people(workspaceId, wanted, known, caller.role === 'owner');
    const dueAt = nextDue(wanted, this.clock.now());
    const mailing = { ...wanted, ...people, madeBy: agentId, dueAt, sentAt: null };
    await saveMailing(this.database, { workspaceId, reportId }, mailing);
    const order = MailReport.order({ workspaceId, reportId }, `${reportId}_${dueAt.getTime()}`, dueAt);
    await this.jobs.enqueue(order as JobOrder);
  }

  /** @throws DomainError not-found, not-allowed */
  async stop(caller: Caller, reportId: string): Promise<void> {
    await this.reports.held(caller, reportId);
    await dropMailing(this.database, { workspaceId: caller.workspaceId, reportId });
  }

  /**
   * Addresses of people who work here are theirs. Figures leave the house by an owner's word alone: others keep the outside
   * addresses that are there.
   */
  private async people(workspaceId: string, wanted: Wanted, known: Mailing | null, owner: boolean) {
    const agents = (await this.agents.run(workspaceId)).filter(({ disabled }) => !disabled);
    const byAddress = new Map(agents.map(({ email, id }) => [email.toLowerCase(), id]));
    const asked = [...new Set(wanted.addresses.map((address) => address.trim().toLowerCase()))];
    const outside = asked.filter((address) => !byAddress.has(address));
    if (!owner && outside.some((address) => !known?.addresses.includes(address))) throw new DomainError('not-allowed');
    const inside = asked.flatMap((address) => byAddress.get(address) ?? []);
    const ids = new Set(agents.map(({ id }) => id));
    const agentIds = [...new Set([...wanted.agentIds.filter((id) => ids.has(id)), ...inside])];
    if (agentIds.length + outside.length === 0) throw new DomainError('validation-failed', { fields: ['agentIds'] });
    return { agentIds, addresses: outside, files: [...new Set(wanted.files)] };
  }
}
