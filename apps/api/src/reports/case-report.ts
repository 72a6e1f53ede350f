// What became of bad answers in some days: cases opened and closed, how they ended, and the share that was recovered.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import type { CaseReport, CaseReportQuery } from './case-report.requests.js';
import { shareFigure } from './overview-figures.js';
import { addDays, type Days, dayOf, periodBefore, periodOf } from './report-period.js';

export interface CaseCount {
  outcome: string;
  n: number;
}

interface CaseAsk extends CaseReportQuery {
  workspaceId: string;
}

@Injectable()
export class ReadCaseReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** @throws DomainError validation-failed for days that make no period */
  async run(ask: CaseAsk): Promise<CaseReport> {
    return this.database.reading(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: CaseAsk): Promise<CaseReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const period = periodOf(ask, dayOf(this.clock.now(), timeZone));
    const count = async (days: Days) => {
      const opened = await countOpened(sql, ask, days, timeZone);
      const outcomes = await countOutcomes(sql, ask, days, timeZone);
      const byPeople = outcomes.filter(({ outcome }) => outcome !== 'improved');
      const closed = byPeople.reduce((sum, { n }) => sum + n, 0);
      const recovered = byPeople.find(({ outcome }) => outcome === 'recovered')?.n ?? 0;
      return { opened, outcomes, recovered: { count: recovered, n: closed } };
    };
    const here = await count(period);
    const there = await count(periodBefore(period));
    return {
      ...period,
      opened: { figure: 'cases.opened', value: here.opened, previous: there.opened },
      recovered: shareFigure('cases.recovered', here.recovered, there.recovered),
      outcomes: here.outcomes,
    };
  }
}

const FILTERS = `NOT gone AND ($2::text IS NULL OR channel = $2) AND ($3::uuid IS NULL OR team_id = $3)
  AND ($4::uuid IS NULL OR agent_id = $4)`;
const within = (column: string) => `${column} >= ($5::date::timestamp AT TIME ZONE $7)
  AND ${column} < ($6::date::timestamp AT TIME ZONE $7)`;
const given = (ask: CaseAsk, { from, to }: Days, timeZone: string) => [
  ask.workspaceId,
  ask.channel ?? null,
  ask.teamId ?? null,
  ask.agentId ?? null,
  from,
  addDays(to, 1),
  timeZone,
];

async function countOpened(sql: Sql, ask: CaseAsk, days: Days, timeZone: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM report_case WHERE workspace_id = $1 AND ${FILTERS} AND ${within('opened_at')}`,
    given(ask, days, timeZone),
  );
  return row!.n;
}

function countOutcomes(sql: Sql, ask: CaseAsk, days: Days, timeZone: string): Promise<CaseCount[]> {
  return sql.query(
    `SELECT outcome, count(*)::int AS n FROM report_case
     WHERE workspace_id = $1 AND ${FILTERS} AND ${within('closed_at')} GROUP BY outcome ORDER BY n DESC, outcome`,
    given(ask, days, timeZone),
  );
}
