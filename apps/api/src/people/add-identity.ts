// An agent knows another address of somebody: it goes onto their card, so that what comes from it is found to be theirs.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { newId } from '../platform/ids.js';
import type { AddIdentityRequest } from './contacts.requests.js';
import { joinByDomain, livingId } from './contacts.store.js';
import { identityAddress } from './ensure-contact.js';
import { insertIdentity } from './identities.store.js';
import { phoneOf } from './phone-number.js';

@Injectable()
export class AddIdentity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly news: PassingNews,
  ) {}

  /** Answers with the living card. @throws DomainError not-found, validation-failed, identity-taken (on another card) */
  async run(workspaceId: string, contactId: string, { kind, address: said }: AddIdentityRequest): Promise<string> {
    const known = knownAddress(kind, said);
    if (!known) throw new DomainError('validation-failed', { fields: ['address'] });
    const id = await this.database.transaction(async (tx) => {
      const living = await livingId(tx, workspaceId, contactId);
      const row = { ...known, id: newId(), contactId: living, kind, name: null, at: this.clock.now() };
      const holder = await insertIdentity(tx, workspaceId, row);
      if (holder !== living) throw new DomainError('identity-taken', { address: known.address, contactId: holder });
      if (known.email) await joinByDomain(tx, workspaceId, living, known.email);
      return living;
    });
    this.news.tellPerson({ workspaceId, contactId: id, companyId: null });
    return id;
  }
}

/** As it is kept; null: it is none. */
export function knownAddress(
  kind: 'email' | 'phone' | 'external',
  said: string,
  locale: string | null = null,
): { address: string; email: string | null; phone: string | null } | null {
  const address = identityAddress(kind, said);
  if (kind === 'external') return address === '' ? null : { address, email: null, phone: null };
  if (kind === 'email')
    return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(address) ? { address, email: address, phone: null } : null;
  const phone = phoneOf(said, locale);
  return phone ? { address: phone, email: null, phone } : null;
}
