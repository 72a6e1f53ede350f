// Path A, before the ticket: an address on a channel becomes one person, however many first messages come at once.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { completeContact, findIdentity, insertContact, type KnownIdentity, updateIdentity } from './contacts.store.js';

export interface SeenIdentity {
  workspaceId: string;
  /** email, telegram, visitor… */
  kind: string;
  address: string;
  name: string | null;
  username: string | null;
  locale: string | null;
}

@Injectable()
export class EnsureContact {
  constructor(private readonly clock: Clock) {}

  /** Finds or makes the person. Writing to us proves that an address flagged as unreachable lives again. */
  async run(tx: Tx, seen: SeenIdentity): Promise<{ contactId: string; identityId: string; blocked: boolean }> {
    const { workspaceId, kind, locale } = seen;
    const address = identityAddress(kind, seen.address);
    const name = shortened(seen.name);
    const username = shortened(seen.username);
    const known = await findIdentity(tx, workspaceId, kind, address);
    if (known) return this.refresh(tx, workspaceId, known, { name, username, locale });
    const contactId = newId();
    const identityId = newId();
    const at = this.clock.now();
    if (await insertContact(tx, { workspaceId, contactId, identityId, kind, address, name, username, locale, at })) {
      return { contactId, identityId, blocked: false };
    }
    const other = await findIdentity(tx, workspaceId, kind, address);
    if (!other) throw new Error('the identity that was in the way is gone');
    return { contactId: other.contactId, identityId: other.identityId, blocked: other.blocked };
  }

  private async refresh(
    tx: Tx,
    workspaceId: string,
    known: KnownIdentity,
    seen: { name: string | null; username: string | null; locale: string | null },
  ): Promise<{ contactId: string; identityId: string; blocked: boolean }> {
    const { identityId, contactId, blocked } = known;
    const renamed = seen.name !== null && seen.name !== known.name;
    const changed = renamed || (seen.username !== null && seen.username !== known.username);
    if (changed || known.unreachable) await updateIdentity(tx, workspaceId, identityId, seen);
    const complete =
      (known.contactName !== null || seen.name === null) && (known.locale !== null || seen.locale === null);
    if (!complete) await completeContact(tx, workspaceId, contactId, seen);
    return { contactId, identityId, blocked };
  }
}

/** How an address is kept, so that the same person is found again: mail in lower case, everything else as it came. */
export function identityAddress(kind: string, address: string): string {
  const trimmed = address.trim();
  return kind === 'email' ? trimmed.toLowerCase() : trimmed;
}

function shortened(words: string | null): string | null {
  return words?.trim().slice(0, 200) || null;
}
