// Whose an order or a row of a list is: people known by any of their keys, and cards for those nobody has met.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { type CustomerKey, wordOf } from './customer-keys.js';
import { identitiesByKeys, insertCustomers, type KeptKey, type NewKey } from './customers.store.js';

export interface FoundCustomer {
  contactId: string;
  /** That of the key which is believed first. */
  identityId: string;
  created: boolean;
}

/** Somebody wrote to us from one of these addresses while they were being added: the whole transaction is tried again. */
export class AddedMeanwhile extends Error {}

@Injectable()
export class FindCustomers {
  /**
   * One for each of the given, in their order; each has at least one key. A card that is found by one key takes the others
   * that nobody has. @throws AddedMeanwhile
   */
  async run(
    tx: Tx,
    workspaceId: string,
    customers: { keys: CustomerKey[]; name: string | null; locale: string | null }[],
    at: Date,
  ): Promise<FoundCustomer[]> {
    const known = new Map<string, KeptKey>();
    for (const kept of await identitiesByKeys(
      tx,
      workspaceId,
      customers.flatMap((one) => one.keys),
    ))
      for (const word of wordsOf(kept)) {
        const other = known.get(word);
        // The address itself is believed before somebody else's card that mentions it.
        if (!other || (kept.kind === word.split(' ')[0] && other.kind !== kept.kind)) known.set(word, kept);
      }
    const cards: { id: string; name: string | null; locale: string | null }[] = [];
    const added: NewKey[] = [];
    const found = customers.map(({ keys, name, locale }): FoundCustomer => {
      const first = keys.map((key) => known.get(wordOf(key))).find(Boolean);
      const contactId = first?.contactId ?? newId();
      if (!first) cards.push({ id: contactId, name, locale });
      for (const key of keys) {
        if (known.has(wordOf(key))) continue;
        const one = { ...key, id: newId(), contactId };
        added.push(one);
        known.set(wordOf(key), one);
      }
      const own = keys.map((key) => known.get(wordOf(key))!).find((one) => one.contactId === contactId)!;
      return { contactId, identityId: own.id, created: !first };
    });
    if (added.length > 0 && !(await insertCustomers(tx, workspaceId, cards, added, at))) throw new AddedMeanwhile();
    return found;
  }
}

const wordsOf = (kept: KeptKey) => [
  ...(kept.kind === 'external' ? [wordOf({ kind: 'external', address: kept.address })] : []),
  ...(kept.email ? [wordOf({ kind: 'email', address: kept.email })] : []),
  ...(kept.phone ? [wordOf({ kind: 'phone', address: kept.phone })] : []),
];
