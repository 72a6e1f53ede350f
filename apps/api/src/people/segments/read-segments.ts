// The segments of a workspace with what may be asked of its people: for views, rules and promises that speak of them.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { checkCondition, type Fields } from '../../platform/conditions/condition.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { listDefinitions } from '../fields/fields.store.js';
import { contactFields } from './contact-fields.js';
import { currenciesOf, listSegments, livingCards, membershipOf, type Segment, segmentsSql } from './segments.store.js';

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

  /**
   * SQL that joins rows with a person to the segments this person is in now, one line each, as `alias`. `contactId`: the SQL of
   * their card, which may have been merged away since; `workspaceId`: of the workspace.
   */
  async joined(sql: Pick<Sql, 'query'>, workspaceId: string) {
    const { segments, fields } = await this.run(workspaceId, sql);
    return (of: { workspaceId: string; contactId: string; alias: string }, give: (value: unknown) => string) =>
      `LEFT JOIN contact k ON k.workspace_id = ${of.workspaceId} AND k.id = ${of.contactId}
       LEFT JOIN contact c ON c.workspace_id = ${of.workspaceId} AND c.id = coalesce(k.merged_into, k.id)
       LEFT JOIN LATERAL unnest(CASE WHEN c.id IS NULL THEN '{}' ELSE ${segmentsSql(segments, fields, give, this.clock.now())} END) AS ${of.alias} ON true`;
  }

  /** The same by their cards, slowly and apart from it: where each is found now, and in which segments. */
  async ofLiving(sql: Pick<Sql, 'query'>, workspaceId: string, contactIds: string[]): Promise<Map<string, string[]>> {
    const living = await livingCards(sql, workspaceId, contactIds);
    const found = await this.of(
      sql,
      workspaceId,
      contactIds.map((id) => living.get(id) ?? id),
    );
    return new Map(contactIds.map((id) => [id, found.get(living.get(id) ?? id) ?? []]));
  }

  /** Ids of the segments that each of these people is in now. */
  async of(sql: Pick<Sql, 'query'>, workspaceId: string, contactIds: string[]): Promise<Map<string, string[]>> {
    const { segments, fields } = await this.run(workspaceId, sql);
    return membershipOf(sql, workspaceId, [...new Set(contactIds)], segments, fields, this.clock.now());
  }
}
