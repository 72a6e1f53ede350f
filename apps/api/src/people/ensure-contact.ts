// Path A, before the ticket: an address on a channel becomes one person, however many first messages come at once.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import {
  completeContact,
  findIdentity,
  insertContact,
  joinByDomain,
  type KnownIdentity,
  touchContact,
  updateIdentity,
} from './contacts.store.js';
import { phoneOf } from './phone-number.js';

/** How exactly it is kept when somebody last wrote. */
const SEEN_GRAIN_MS = 10 * 60 * 1000;
const TOLD = ['name', 'username', 'email', 'phone'] as const;

export interface SeenIdentity {
  workspaceId: string;
  /** email, telegram, visitor… */
  kind: string;
  address: string;
  name: string | null;
  username: string | null;
  /** What else the channel knows of the person; by it two channels are recognised as one person. */
  email?: string | null;
  phone?: string | null;
  locale: string | null;
  /** We write to them first: they have not been seen, and nothing proves that the address lives. */
  unheard?: boolean;
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
    const email = kind === 'email' ? address : emailOf(seen.email);
    const phone = phoneOf(seen.phone, locale);
    const told = { name, username, email, phone, locale };
    const known = await findIdentity(tx, workspaceId, kind, address);
    if (known)
      return seen.unheard
        ? { contactId: known.contactId, identityId: known.identityId, blocked: known.blocked }
        : this.refresh(tx, workspaceId, known, told);
    const contactId = newId();
    const identityId = newId();
    const at = this.clock.now();
    if (
      await insertContact(tx, {
        workspaceId,
        contactId,
        identityId,
        kind,
        address,
        at,
        seenAt: seen.unheard ? null : at,
        ...told,
      })
    ) {
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
    seen: Pick<KnownIdentity, 'name' | 'username' | 'email' | 'phone' | 'locale'>,
  ): Promise<{ contactId: string; identityId: string; blocked: boolean }> {
    const { identityId, contactId, blocked } = known;
    const changed = TOLD.some((field) => seen[field] !== null && seen[field] !== known[field]);
    if (changed || known.unreachable) await updateIdentity(tx, workspaceId, identityId, seen);
    if (seen.email && seen.email !== known.email) await joinByDomain(tx, workspaceId, contactId, seen.email);
    const now = this.clock.now();
    if (!known.lastSeenAt || now.getTime() - known.lastSeenAt.getTime() > SEEN_GRAIN_MS)
      await touchContact(tx, workspaceId, contactId, now);
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

function emailOf(said: string | null | undefined): string | null {
  const address = said?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 320 ? address : null;
}

function shortened(words: string | null): string | null {
  return words?.trim().slice(0, 200) || null;
}
