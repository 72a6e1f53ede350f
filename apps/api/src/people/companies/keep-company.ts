// A company is made, corrected or removed; whoever writes from its mail domains belongs to it by themselves.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { newId } from '../../platform/ids.js';
import { changeValues } from '../fields/check-values.js';
import { listDefinitions } from '../fields/fields.store.js';
import type { ChangeCompanyRequest, CreateCompanyRequest } from './companies.requests.js';
import {
  type CompanyRow,
  companiesNamed,
  deleteCompany,
  domainHolder,
  findCompany,
  insertCompany,
  lockCompany,
  replaceDomains,
  updateCompany,
} from './companies.store.js';
import { isPublicMail, plainDomain } from './public-mail.js';

@Injectable()
export class KeepCompany {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly news: PassingNews,
  ) {}

  /** @throws DomainError name-taken, domain-public, domain-taken, field-…, validation-failed */
  async create(workspaceId: string, body: CreateCompanyRequest): Promise<CompanyRow> {
    const name = nameOf(body.name);
    const domains = plainDomains(body.domains ?? []);
    const company = await this.database.transaction(async (tx) => {
      const definitions = body.fields ? await listDefinitions(tx, workspaceId, 'company') : [];
      const fields = changeValues(definitions, {}, body.fields ?? {}).values;
      const id = newId();
      if (!(await insertCompany(tx, workspaceId, { id, name, fields, at: this.clock.now() })))
        throw new DomainError('name-taken', { name });
      if (domains.length > 0) await this.setDomains(tx, workspaceId, id, domains);
      return (await findCompany(tx, workspaceId, id))!;
    });
    this.news.tellPerson({ workspaceId, contactId: null, companyId: company.id });
    return company;
  }

  /** @throws DomainError not-found, name-taken, domain-public, domain-taken, field-… */
  async change(workspaceId: string, id: string, body: ChangeCompanyRequest): Promise<CompanyRow> {
    const domains = body.domains && plainDomains(body.domains);
    const changed = await this.database.transaction(async (tx) => {
      const company = await lockCompany(tx, workspaceId, id);
      if (!company) throw new DomainError('not-found');
      const name = body.name === undefined ? company.name : nameOf(body.name);
      const holder = (await companiesNamed(tx, workspaceId, [name])).get(name.toLowerCase());
      if (holder && holder !== id) throw new DomainError('name-taken', { name });
      const definitions = body.fields ? await listDefinitions(tx, workspaceId, 'company') : [];
      const fields = changeValues(definitions, company.fields, body.fields ?? {}).values;
      await updateCompany(tx, workspaceId, { id, name, fields });
      if (domains) await this.setDomains(tx, workspaceId, id, domains);
      return (await findCompany(tx, workspaceId, id))!;
    });
    this.news.tellPerson({ workspaceId, contactId: null, companyId: id });
    return changed;
  }

  /** Its people stay; what was noted about it goes. @throws DomainError not-found */
  async remove(workspaceId: string, id: string): Promise<void> {
    const gone = await this.database.transaction((tx) => deleteCompany(tx, workspaceId, id));
    if (!gone) throw new DomainError('not-found');
    this.news.tellPerson({ workspaceId, contactId: null, companyId: id });
  }

  private async setDomains(tx: Tx, workspaceId: string, id: string, domains: string[]): Promise<void> {
    const taken = await domainHolder(tx, workspaceId, id, domains);
    if (taken) throw new DomainError('domain-taken', taken);
    await replaceDomains(tx, workspaceId, id, domains);
  }
}

function nameOf(said: string): string {
  const name = said.trim();
  if (name === '') throw new DomainError('validation-failed', { fields: ['name'] });
  return name;
}

function plainDomains(said: string[]): string[] {
  const plain = said.map((one) => plainDomain(one));
  const wrong = plain.indexOf(null);
  if (wrong >= 0) throw new DomainError('validation-failed', { fields: [`domains.${wrong}`] });
  const everybodys = plain.find((domain) => isPublicMail(domain!));
  if (everybodys) throw new DomainError('domain-public', { domain: everybodys });
  return [...new Set(plain as string[])];
}
