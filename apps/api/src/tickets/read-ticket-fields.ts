// What can be asked of a ticket in one workspace: the desk's own fields, the workspace's, and of whom it came.
import { Injectable } from '@nestjs/common';
import { fieldConditions } from '../people/fields/field-conditions.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { type KnownSegments, ReadSegments } from '../people/segments/read-segments.js';
import type { Field, Fields } from '../platform/conditions/condition.js';
import { conditionSql } from '../platform/conditions/condition-sql.js';
import type { Sql } from '../platform/database/database.js';
import { TICKET_FIELDS, type TicketSubject } from './ticket-fields.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OF_CUSTOMER = 'FROM contact c WHERE c.workspace_id = t.workspace_id AND c.id = t.contact_id';

@Injectable()
export class ReadTicketFields {
  constructor(
    private readonly fields: ReadFields,
    private readonly segments: ReadSegments,
  ) {}

  /** By name, as conditions write it. */
  async run(workspaceId: string, sql?: Pick<Sql, 'query'>): Promise<Fields<TicketSubject>> {
    const [own, known] = await Promise.all([
      this.fields.run(workspaceId, 'ticket', sql),
      this.segments.run(workspaceId, sql),
    ]);
    return {
      ...TICKET_FIELDS,
      company: {
        type: 'choice',
        as: 'uuid',
        values: ID,
        sql: `(SELECT c.company_id ${OF_CUSTOMER})`,
        of: (ticket) => ticket.companyId ?? null,
      },
      segment: segmentField(known),
      ...fieldConditions<TicketSubject>(own, 't.fields', (ticket) => ticket.fields ?? {}),
    };
  }
}

/**
 * A segment is its condition, asked of the one contact a ticket has: a look-up by key for each ticket that everything else
 * has let through. Nothing is kept that could be out of date. See docs/decisions.
 */
function segmentField({ segments, fields }: KnownSegments): Field<TicketSubject> {
  return {
    type: 'list',
    as: 'uuid',
    values: ID,
    sql: 'NULL::uuid[]',
    of: (ticket) => ticket.segments ?? [],
    ask: (values, give, now) => {
      const meant = segments.filter((one) => values === null || values.includes(one.id));
      if (meant.length === 0) return 'false';
      const any = meant.map((one) => `(${conditionSql(one.condition, fields, give, now)})`).join(' OR ');
      return `EXISTS (SELECT 1 ${OF_CUSTOMER} AND (${any}))`;
    },
  };
}
