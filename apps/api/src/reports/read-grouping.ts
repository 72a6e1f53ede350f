// How the rows of a figure fall into groups in this workspace: its segments and its own fields are its own.
import { Injectable } from '@nestjs/common';
import { GROUPING_TYPES } from '../people/fields/grouping-fields.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { ReadSegments } from '../people/segments/read-segments.js';
import type { Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Dimension, Seen } from './figures.js';
import { byField, bySegment, type Grouping, PLAIN } from './groupings.js';

@Injectable()
export class ReadGrouping {
  constructor(
    private readonly segments: ReadSegments,
    private readonly fields: ReadFields,
  ) {}

  /** `field`: which one, where `by` is a field. @throws DomainError validation-failed for one that makes no groups */
  async run(sql: Sql, workspaceId: string, by: Dimension | Seen, field: string | null): Promise<Grouping> {
    if (by === 'segment') return bySegment(await this.segments.joined(sql, workspaceId));
    if (by !== 'field') return PLAIN[by];
    const known = await this.fields.run(workspaceId, 'ticket', sql);
    const one = known.find(({ id, type }) => id === field && GROUPING_TYPES.includes(type));
    if (!one) throw new DomainError('validation-failed', { fields: ['field'] });
    return byField(one.id);
  }
}
