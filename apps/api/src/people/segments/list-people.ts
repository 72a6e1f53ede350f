// The people's list: newest first by keyset, all of them, those of a company or a segment, or those whom words may mean.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Condition } from '../../platform/conditions/condition.js';
import { conditionSql } from '../../platform/conditions/condition-sql.js';
import { AskPatiently } from '../../platform/database/ask-patiently.js';
import type { Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { FindPeople } from '../find-people.js';
import { ReadWorkspace } from '../read-workspace.js';
import { type PersonRow, peopleByIds } from './people.store.js';
import { ReadSegments } from './read-segments.js';

export interface PeopleQuery {
  q: string | null;
  companyId: string | null;
  segmentId: string | null;
  /** One that nobody has saved yet; it has been checked. */
  condition?: Condition;
  before: string | null;
  limit: number;
}

const MOST_COUNTED = 1000;

@Injectable()
export class ListPeople {
  constructor(
    private readonly patient: AskPatiently,
    private readonly clock: Clock,
    private readonly find: FindPeople,
    private readonly segments: ReadSegments,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** With words the likest come first and there is one page. @throws DomainError not-found (segment), search-too-broad */
  async run(workspaceId: string, query: PeopleQuery): Promise<{ items: PersonRow[]; next: string | null }> {
    const { locale } = await this.workspaces.run(workspaceId);
    return this.patient.run(async (sql) => {
      const { limit } = query;
      const { where, params } = await this.where(sql, workspaceId, query);
      if (query.q?.trim()) {
        const likely = await this.find.run(sql, workspaceId, query.q, locale, 200);
        const fit = await sql.query<{ id: string }>(
          `SELECT c.id FROM contact c WHERE ${where} AND c.id = ANY($${params.length + 1}::uuid[])`,
          [...params, likely],
        );
        const fitting = new Set(fit.map((row) => row.id));
        const ids = likely.filter((id) => fitting.has(id)).slice(0, limit);
        return { items: await peopleByIds(sql, workspaceId, ids), next: null };
      }
      const rows = await sql.query<{ id: string }>(
        `SELECT c.id FROM contact c WHERE ${where} AND ($${params.length + 1}::uuid IS NULL OR c.id < $${params.length + 1})
         ORDER BY c.id DESC LIMIT ${limit + 1}`,
        [...params, query.before],
      );
      const ids = rows.slice(0, limit).map((row) => row.id);
      const items = await peopleByIds(sql, workspaceId, ids);
      return { items, next: rows.length > limit ? ids.at(-1)! : null };
    });
  }

  /** How many; 1,001 says that there are more than a thousand. @throws DomainError not-found, search-too-broad */
  count(workspaceId: string, query: Pick<PeopleQuery, 'companyId' | 'segmentId' | 'condition'>): Promise<number> {
    return this.patient.run(async (sql) => {
      const { where, params } = await this.where(sql, workspaceId, query);
      const [row] = await sql.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM (SELECT 1 FROM contact c WHERE ${where} LIMIT ${MOST_COUNTED + 1}) AS counted`,
        params,
      );
      return row!.count;
    });
  }

  private async where(
    sql: Sql,
    workspaceId: string,
    { companyId, segmentId, condition: given }: Pick<PeopleQuery, 'companyId' | 'segmentId' | 'condition'>,
  ): Promise<{ where: string; params: unknown[] }> {
    const params: unknown[] = [workspaceId];
    const give = (value: unknown) => `$${params.push(value)}`;
    const where = ['c.workspace_id = $1', 'c.merged_into IS NULL'];
    if (companyId) where.push(`c.company_id = ${give(companyId)}::uuid`);
    const known = segmentId ? await this.segments.run(workspaceId, sql) : null;
    const segment = known?.segments.find((one) => one.id === segmentId);
    if (segmentId && !segment) throw new DomainError('not-found');
    for (const condition of [segment?.condition, given]) {
      if (!condition) continue;
      const fields = known?.fields ?? (await this.segments.fields(workspaceId, sql));
      where.push(`(${conditionSql(condition, fields, give, this.clock.now())})`);
    }
    return { where: where.join(' AND '), params };
  }
}
