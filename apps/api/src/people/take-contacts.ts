// A list of people comes in: each to the card that one of their addresses leads to, or to a new one; what a cell leaves empty stays.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { companiesNamed, insertCompany } from './companies/companies.store.js';
import { CONTACT, type ContactRow, updateContact } from './contacts.store.js';
import type { FieldValues } from './fields/field-definition.js';
import { customerKeys, type NamedCustomer } from './orders/customer-keys.js';
import { FindCustomers } from './orders/find-customers.js';

export interface GivenContact {
  customer: NamedCustomer;
  locale: string | null;
  timeZone: string | null;
  /** By name; one that is not there yet is made. */
  company: string | null;
  /** They have been checked. */
  fields: FieldValues;
}

@Injectable()
export class TakeContacts {
  constructor(
    private readonly clock: Clock,
    private readonly customers: FindCustomers,
  ) {}

  /** Each has an address. In the transaction of the caller, who tells. @throws AddedMeanwhile */
  async run(tx: Tx, workspaceId: string, contacts: GivenContact[], locale: string) {
    const at = this.clock.now();
    const found = await this.customers.run(
      tx,
      workspaceId,
      contacts.map(({ customer, locale: theirs }) => ({
        keys: customerKeys(customer, theirs ?? locale).keys,
        name: customer.name?.slice(0, 200) || null,
        locale: theirs,
      })),
      at,
    );
    const companies = await this.companies(tx, workspaceId, contacts, at);
    const ids = [...new Set(found.map((one) => one.contactId))].sort();
    const rows = await tx.query<ContactRow>(
      `SELECT ${CONTACT} FROM contact WHERE workspace_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [workspaceId, ids],
    );
    const cards = new Map(rows.map((row) => [row.id, row]));
    const counts = { created: 0, changed: 0, same: 0 };
    for (const [index, given] of contacts.entries()) {
      const { contactId, created } = found[index]!;
      const card = cards.get(contactId)!;
      const company = given.company ? companies.get(given.company.toLowerCase())! : null;
      const next = {
        name: given.customer.name?.slice(0, 200) || card.name,
        locale: given.locale ?? card.locale,
        timeZone: given.timeZone ?? card.timeZone,
        fields: { ...card.fields, ...given.fields },
        companyId: company ?? card.companyId,
        companyChosen: company !== null || card.companyChosen,
      };
      const changed = Object.entries(next).some(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(card[key as keyof typeof next]),
      );
      if (changed) await updateContact(tx, workspaceId, contactId, next);
      cards.set(contactId, { ...card, ...next });
      counts[created ? 'created' : changed ? 'changed' : 'same'] += 1;
    }
    return counts;
  }

  private async companies(
    tx: Tx,
    workspaceId: string,
    contacts: GivenContact[],
    at: Date,
  ): Promise<Map<string, string>> {
    const names = new Map(
      contacts.flatMap(({ company }) => (company ? [[company.toLowerCase(), company] as const] : [])),
    );
    if (names.size === 0) return new Map();
    const known = await companiesNamed(tx, workspaceId, [...names.values()]);
    const missing = [...names].filter(([key]) => !known.has(key));
    for (const [, name] of missing) await insertCompany(tx, workspaceId, { id: newId(), name, fields: {}, at });
    const all = missing.length > 0 ? await companiesNamed(tx, workspaceId, [...names.values()]) : known;
    // The database folds a few letters otherwise than we do: by its own answer, then.
    const byName = await tx.query<{ said: string; lower: string }>(
      `SELECT said, lower(said) AS lower FROM unnest($1::text[]) AS said`,
      [[...names.values()]],
    );
    return new Map(byName.map(({ said, lower }) => [said.toLowerCase(), all.get(lower)!]));
  }
}
