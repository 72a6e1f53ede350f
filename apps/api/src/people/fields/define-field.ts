// A lead says what else is worth knowing: a field is made, reworded, moved or archived; what stands in it stays.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { type FieldDefinition, type FieldOwner, keyFrom, LIMITS, settleChoices } from './field-definition.js';
import { type ChangeFieldRequest, type CreateFieldRequest, KEY } from './fields.requests.js';
import { insertDefinition, listDefinitions, placeDefinitions, updateDefinition } from './fields.store.js';

@Injectable()
export class DefineField {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError too-many-fields, name-taken (the key), validation-failed */
  create(workspaceId: string, body: CreateFieldRequest): Promise<FieldDefinition> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('field_definition' || $1::text, 0))`, [
        workspaceId,
      ]);
      const known = await listDefinitions(tx, workspaceId, body.of);
      if (known.filter((one) => !one.archived).length >= LIMITS.definitions)
        throw new DomainError('too-many-fields', { limit: LIMITS.definitions });
      const taken = new Set(known.map((one) => one.key));
      if (body.key && !KEY.test(body.key)) throw new DomainError('validation-failed', { fields: ['key'] });
      if (body.key && taken.has(body.key)) throw new DomainError('name-taken', { name: body.key });
      const field: FieldDefinition = {
        id: newId(),
        of: body.of,
        key: body.key ?? keyFrom(body.label, taken),
        label: body.label.trim(),
        type: body.type,
        required: body.of === 'ticket' && (body.required ?? false),
        choices: settleChoices(body.choices ?? []),
        min: body.min ?? null,
        max: body.max ?? null,
        pattern: body.pattern || null,
        place: known.length + 1,
        archived: false,
      };
      check(field);
      await insertDefinition(tx, workspaceId, { ...field, createdAt: this.clock.now() });
      return field;
    });
  }

  /** Its type and its key never change: what is stored would no longer be what it says. @throws DomainError not-found */
  change(workspaceId: string, id: string, body: ChangeFieldRequest): Promise<FieldDefinition> {
    return this.database.transaction(async (tx) => {
      const known = (await listDefinitions(tx, workspaceId)).find((one) => one.id === id);
      if (!known) throw new DomainError('not-found');
      const field: FieldDefinition = {
        ...known,
        label: body.label?.trim() ?? known.label,
        required: known.of === 'ticket' && (body.required ?? known.required),
        choices: body.choices ? settleChoices(body.choices) : known.choices,
        min: body.min === undefined ? known.min : body.min,
        max: body.max === undefined ? known.max : body.max,
        pattern: body.pattern === undefined ? known.pattern : body.pattern || null,
        archived: body.archived ?? known.archived,
      };
      check(field);
      await updateDefinition(tx, workspaceId, field, this.clock.now());
      return field;
    });
  }

  async place(workspaceId: string, of: FieldOwner, ids: string[]): Promise<FieldDefinition[]> {
    await placeDefinitions(this.database, workspaceId, of, ids);
    return listDefinitions(this.database, workspaceId, of);
  }
}

/** @throws DomainError validation-failed */
function check({ label, type, choices, min, max, pattern }: FieldDefinition): void {
  const faults: string[] = [];
  const chosen = type === 'choice' || type === 'multi-choice';
  if (label === '') faults.push('label');
  const labels = choices.map((one) => one.label.toLowerCase());
  const ids = choices.map((one) => one.id);
  if (chosen && choices.length === 0) faults.push('choices');
  if (new Set(labels).size < labels.length || new Set(ids).size < ids.length || labels.includes(''))
    faults.push('choices');
  if (min !== null && max !== null && min > max) faults.push('min');
  if (pattern && type !== 'text') faults.push('pattern');
  if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
}
