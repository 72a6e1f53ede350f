// An owner lets a mailbox sign its mail: a pair of keys is made, one half is kept sealed, the other goes into DNS.
import { Injectable } from '@nestjs/common';
import { dkimOf, dkimRecordOf, makeDkimKeys } from '@otklik/channels';
import { DomainError } from '../platform/errors.js';
import { ChangeConnection } from './change-connection.js';
import { Connections } from './read-connections.js';

export interface DkimRecord {
  domain: string;
  selector: string;
  /** A TXT record of this name with this value. */
  record: { name: string; value: string };
}

const DOMAIN = /^(?=.{1,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/;
const SELECTOR = /^[a-z0-9-]{1,63}$/;

@Injectable()
export class MakeDkimKey {
  constructor(
    private readonly connections: Connections,
    private readonly change: ChangeConnection,
  ) {}

  /** A new pair replaces the one before. @throws DomainError not-found (no such mailbox), validation-failed */
  async run(
    workspaceId: string,
    id: string,
    given: { domain?: string | undefined; selector?: string | undefined },
    locale: string,
  ): Promise<DkimRecord> {
    const { address } = await this.mailbox(workspaceId, id);
    const domain = (given.domain ?? address.slice(address.lastIndexOf('@') + 1)).trim().toLowerCase();
    const selector = (given.selector ?? 'otklik').trim().toLowerCase();
    if (!DOMAIN.test(domain)) throw new DomainError('validation-failed', { fields: ['domain'] });
    if (!SELECTOR.test(selector)) throw new DomainError('validation-failed', { fields: ['selector'] });
    const { privateKey, record } = await makeDkimKeys(domain, selector);
    const config = { dkimDomain: domain, dkimSelector: selector, dkimKey: privateKey };
    await this.change.run(workspaceId, id, { config }, locale);
    return { domain, selector, record };
  }

  /** What belongs into DNS for the key that is set. @throws DomainError not-found: none is. */
  async record(workspaceId: string, id: string): Promise<DkimRecord> {
    const settings = dkimOf((await this.mailbox(workspaceId, id)).config);
    if (!settings) throw new DomainError('not-found');
    try {
      return { domain: settings.domainName, selector: settings.keySelector, record: dkimRecordOf(settings) };
    } catch {
      throw new DomainError('not-found');
    }
  }

  private async mailbox(workspaceId: string, id: string) {
    const connection = await this.connections.byId(workspaceId, id);
    if (connection?.kind !== 'email') throw new DomainError('not-found');
    return { config: connection.config, address: connection.address ?? '' };
  }
}
