// What else the workspace wants to know of a ticket: its own fields are filled, corrected or emptied.
import { Injectable } from '@nestjs/common';
import { changeValues } from '../people/fields/check-values.js';
import type { FieldDefinition, FieldValueStored, FieldValues } from '../people/fields/field-definition.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { TicketFieldsSet } from './events.js';
import { refuseAway } from './merge-rules.js';
import { lockTicket } from './ticket.store.js';
import { fieldsOf, saveFields } from './ticket-values.store.js';

@Injectable()
export class SetFields {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly fields: ReadFields,
  ) {}

  /**
   * Null takes a value away; what is not named stays. Answers with all values as they are then, and which are new; nothing
   * new leaves no fact.
   * @throws DomainError not-found, ticket-closed, field-…
   */
  run(
    order: TicketOrder & { values: Record<string, unknown> },
    own?: Tx,
  ): Promise<{ values: FieldValues; changed: string[] }> {
    const { workspaceId, ticketId, actor } = order;
    const work = async (tx: Tx) => {
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      if (!ticket) throw new DomainError('not-found');
      refuseAway(ticket);
      if (ticket.state === 'closed') throw new DomainError('ticket-closed');
      const definitions = await this.fields.run(workspaceId, 'ticket', tx);
      const before = await fieldsOf(tx, workspaceId, ticketId);
      const { values, changed } = changeValues(definitions, before, order.values);
      if (changed.length === 0) return { values, changed: [] };
      await saveFields(tx, workspaceId, ticketId, values);
      const fields = changed.map((field) => ({ id: field.id, ...told(field, values[field.key] ?? null) }));
      await this.facts.record(tx, { workspaceId, ticketId }, [TicketFieldsSet.of(this.clock.now(), { actor, fields })]);
      return { values, changed: changed.map((field) => field.key) };
    };
    return own ? work(own) : this.database.transaction(work);
  }
}

/** Facts carry no words: of a text or a link only whether there is one. */
function told(
  { type }: FieldDefinition,
  value: FieldValueStored | null,
): { to: FieldValueStored | null } | { set: boolean } {
  return type === 'text' || type === 'url' ? { set: value !== null } : { to: value };
}
