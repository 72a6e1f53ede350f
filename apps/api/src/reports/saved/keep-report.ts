// A report is kept under a name: for oneself, or by a lead for everybody.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { Caller } from '../../platform/http/access.js';
import { newId } from '../../platform/ids.js';
import {
  countReports,
  dropReport,
  findReport,
  listReports,
  type Mailing,
  mailingsOf,
  type SavedReport,
  saveReport,
} from './saved-reports.store.js';

const MOST = 300;

export type Words = Pick<SavedReport, 'name' | 'shared' | 'tab' | 'period' | 'search'>;

/** One's own, and of the shared ones a lead each. */
export const mayChange = ({ ownerId, shared }: SavedReport, { agentId, role }: Caller): boolean =>
  ownerId === agentId || (shared && role !== 'agent');

@Injectable()
export class KeepReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list({ workspaceId, agentId }: Caller): Promise<(SavedReport & { mailing: Mailing | null })[]> {
    const reports = await listReports(this.database, workspaceId, agentId);
    const mailings = await mailingsOf(
      this.database,
      workspaceId,
      reports.map(({ id }) => id),
    );
    return reports.map((report) => ({ ...report, mailing: mailings.get(report.id) ?? null }));
  }

  /** @throws DomainError not-allowed, too-many-reports, validation-failed */
  async create(caller: Caller, words: Words): Promise<string> {
    if (!caller.agentId || (words.shared && caller.role === 'agent')) throw new DomainError('not-allowed');
    if ((await countReports(this.database, caller.workspaceId)) >= MOST) throw new DomainError('too-many-reports');
    const report = { id: newId(), ownerId: caller.agentId, ...checked(words) };
    await saveReport(this.database, caller.workspaceId, report, this.clock.now());
    return report.id;
  }

  /** @throws DomainError not-found, not-allowed, validation-failed */
  async change(caller: Caller, reportId: string, words: Words): Promise<void> {
    const report = await this.held(caller, reportId);
    if (words.shared && caller.role === 'agent') throw new DomainError('not-allowed');
    await saveReport(this.database, caller.workspaceId, { ...report, ...checked(words) }, this.clock.now());
  }

  /** With its mails. @throws DomainError not-found, not-allowed */
  async drop(caller: Caller, reportId: string): Promise<void> {
    await this.held(caller, reportId);
    await dropReport(this.database, { workspaceId: caller.workspaceId, reportId });
  }

  /** One that the caller may change. @throws DomainError not-found, not-allowed */
  async held(caller: Caller, reportId: string): Promise<SavedReport> {
    const report = await findReport(this.database, { workspaceId: caller.workspaceId, reportId });
    if (!report || (!report.shared && report.ownerId !== caller.agentId)) throw new DomainError('not-found');
    if (!mayChange(report, caller)) throw new DomainError('not-allowed');
    return report;
  }
}

/** @throws DomainError validation-failed */
function checked({ name, shared, tab, period, search }: Words): Words {
  const wrong = [
    ...(name.trim() === '' ? ['name'] : []),
    ...(/^[a-z][a-z-]*$/.test(tab) ? [] : ['tab']),
    ...(isSearch(search) ? [] : ['search']),
  ];
  if (wrong.length > 0) throw new DomainError('validation-failed', { fields: wrong });
  return { name: name.trim(), shared, tab, period, search };
}

const isSearch = (search: unknown): boolean =>
  typeof search === 'object' &&
  search !== null &&
  !Array.isArray(search) &&
  Object.keys(search).length <= 20 &&
  Object.entries(search).every(
    ([key, value]) => /^[a-z][a-z-]{0,30}$/i.test(key) && typeof value === 'string' && value.length <= 200,
  );
