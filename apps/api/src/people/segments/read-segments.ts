// The segments of a workspace with what may be asked of its people: for views, rules and promises that speak of them.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { checkCondition, type Fields } from '../../platform/conditions/condition.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { listDefinitions } from '../fields/fields.store.js';
import { contactFields } from './contact-fields.js';
import { currenciesOf, listSegments, membershipOf, type Segment } from './segments.store.js';

export interface KnownSegments {
  /** Those that can be asked still: a field that one speaks of may have been archived since. */
  segments: Segment[];
  fields: Fields<never>;
}

@Injectable()
export class ReadSegments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async fields(workspaceId: string, sql: Pick<Sql, 'query'> = this.database): Promise<Fields<never>> {
    const definitions = await listDefinitions(sql, workspaceId, 'contact');
    return contactFields(definitions, await currenciesOf(sql, workspaceId));
  }

  async run(workspaceId: string, sql: Pick<Sql, 'query'> = this.database): Promise<KnownSegments> {
    const segments = await listSegments(sql, workspaceId);
    if (segments.length === 0) return { segments, fields: {} };
    const fields = await this.fields(workspaceId, sql);
    return { segments: segments.filter((one) => checkCondition(one.condition, fields).length === 0), fields };
  }

  /** Ids of the segments that each of these people is in now. */
  async of(sql: Pick<Sql, 'query'>, workspaceId: string, contactIds: string[]): Promise<Map<string, string[]>> {
    const { segments, fields } = await this.run(workspaceId, sql);
    return membershipOf(sql, workspaceId, [...new Set(contactIds)], segments, fields, this.clock.now());
  }
}
