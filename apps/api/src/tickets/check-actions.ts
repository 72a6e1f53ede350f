// Whether actions that are kept for later fit this workspace: the fields they fill exist and may hold what they are given.
import { Injectable } from '@nestjs/common';
import { changeValues } from '../people/fields/check-values.js';
import { ReadFields } from '../people/fields/read-fields.js';

@Injectable()
export class CheckActions {
  constructor(private readonly fields: ReadFields) {}

  /** Of actions that have passed `checkTicketActions`, or a rule's. @throws DomainError field-… */
  async run(workspaceId: string, actions: readonly object[]): Promise<void> {
    const filled = actions.flatMap((one) => ('values' in one ? [one.values as Record<string, unknown>] : []));
    if (filled.length === 0) return;
    const definitions = await this.fields.run(workspaceId, 'ticket');
    for (const values of filled) changeValues(definitions, {}, values);
  }
}
