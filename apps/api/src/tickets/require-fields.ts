// Path C, before the first step: nobody solves a ticket while a field that its workspace needs is empty; rules may.
import { Injectable } from '@nestjs/common';
import { missingValues } from '../people/fields/check-values.js';
import type { FieldValueStored } from '../people/fields/field-definition.js';
import { ReadFields } from '../people/fields/read-fields.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Actor } from './events.js';
import { fieldsOf } from './ticket-values.store.js';

export type FieldValuesToSet = Record<string, FieldValueStored | null>;

@Injectable()
export class RequireFields {
  constructor(private readonly fields: ReadFields) {}

  /**
   * Asked by people and programs alone. `coming`: what is about to be set in the same order.
   * @throws DomainError fields-needed, with the labels and the keys
   */
  async run(
    tx: Tx,
    ticket: { workspaceId: string; id: string },
    actor: Actor,
    coming: FieldValuesToSet = {},
  ): Promise<void> {
    if (actor.by !== 'agent' && actor.by !== 'api') return;
    const required = (await this.fields.run(ticket.workspaceId, 'ticket', tx)).filter((one) => one.required);
    if (required.length === 0) return;
    const values = { ...(await fieldsOf(tx, ticket.workspaceId, ticket.id)) };
    for (const [key, value] of Object.entries(coming)) {
      if (value === null) delete values[key];
      else values[key] = value;
    }
    const missing = missingValues(required, values);
    if (missing.length === 0) return;
    throw new DomainError('fields-needed', {
      labels: missing.map((one) => one.label),
      fields: missing.map((one) => `fields.${one.key}`),
    });
  }
}
