// Everything that the reports of a desk show, each page as one digest: what must be the same, byte for byte, however the facts came.
import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SURVEY_KINDS } from '@otklik/survey';
import { Database } from '../../src/platform/database/database.js';
import { ReadBreakdown } from '../../src/reports/breakdown.report.js';
import { breakdownCsv } from '../../src/reports/breakdown-csv.js';
import { BROKEN_DOWN, CLOCKS, DIMENSIONS } from '../../src/reports/figures.js';
import { ListRows } from '../../src/reports/list-rows.js';
import { ReadLoad } from '../../src/reports/load.report.js';
import { ReadOverview } from '../../src/reports/overview.report.js';
import { overviewCsv } from '../../src/reports/overview-csv.js';
import { ReadPromises } from '../../src/reports/promises.report.js';
import { addDays } from '../../src/reports/report-period.js';
import { ReadSatisfaction } from '../../src/reports/satisfaction.report.js';
import { ReadSurveyReport } from '../../src/reports/survey-report.js';
import { ReadWork } from '../../src/reports/work.report.js';
import type { World } from './desks.js';

/** By the name of the page: its digest. `some`: of single channels, teams and agents one each. */
export async function shownReports(
  app: NestFastifyApplication,
  world: World,
  some: boolean,
): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  const keep = (name: string, page: unknown) => void shown.set(name, digest(page));
  const { workspaceId } = world;
  const all = { workspaceId, channel: null, teamId: null, agentId: null };
  for (const period of periodsOf(world))
    for (const clock of CLOCKS)
      for (const slice of slicesOf(world, some)) {
        const ask = { ...all, ...slice, ...period, clock };
        const name = JSON.stringify({ ...slice, ...period, clock });
        const overview = await app.get(ReadOverview).run(ask);
        keep(`overview ${name}`, overview);
        keep(`overview.csv ${name}`, overviewCsv(overview));
        if (clock === 'calendar') keep(`promises ${name}`, await app.get(ReadPromises).run(ask));
        keep(`load ${name}`, await app.get(ReadLoad).run(ask));
        if (clock === 'calendar') keep(`work ${name}`, await app.get(ReadWork).run(ask));
        for (const kind of clock === 'calendar' ? SURVEY_KINDS : [])
          keep(`${kind} ${name}`, await app.get(ReadSatisfaction).run({ ...ask, kind }));
      }
  for (const period of periodsOf(world)) {
    keep(`surveys ${JSON.stringify(period)}`, await app.get(ReadSurveyReport).run(workspaceId, period));
    for (const figure of BROKEN_DOWN)
      for (const by of DIMENSIONS.filter((one) => one !== 'field')) {
        const ask = { ...all, ...period, clock: 'business' as const, figure, by };
        const report = await app.get(ReadBreakdown).run(ask);
        keep(`${figure} by ${by} ${JSON.stringify(period)}`, [report, breakdownCsv(report)]);
      }
    for (const figure of BROKEN_DOWN)
      for (const sort of ['newest', 'largest'] as const) {
        const ask = { ...all, ...period, clock: 'calendar' as const, figure, sort, cursor: null, limit: 100 };
        keep(`rows of ${figure}, ${sort} ${JSON.stringify(period)}`, await app.get(ListRows).run(ask));
      }
  }
  return shown;
}

/** What numbers combinations as they come, and what waits to be added up, depend on the order; that they add up to the same is verified. */
const ROLLUPS = ['report_rollup', 'report_day', 'report_change', 'report_slice', 'report_cell_name'];

/** Every other row of every table of reports, whatever their order; each as the number of rows and the sum of their hashes. */
export async function reportRows(database: Database, workspaceId: string): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `/* test */ SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name LIKE 'report\\_%' AND column_name = 'workspace_id' AND table_name <> ALL($1::text[]) ORDER BY 1`,
    [ROLLUPS],
  );
  const rows: Record<string, string> = {};
  for (const { name } of tables) {
    const [sum] = await database.query<{ said: string }>(
      `/* test */ SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended((to_jsonb(x) - 'folded_seq')::text, 0)::numeric), 0) AS said
       FROM ${name} x WHERE workspace_id = $1`,
      [workspaceId],
    );
    rows[name] = sum!.said;
  }
  return rows;
}

/** The whole year, its last thirty days, and the week in which the clocks were changed. */
function periodsOf({ plan }: World): { from?: string; to?: string }[] {
  const day = plan.changes[0]!.slice(0, 10);
  return [
    { from: plan.from.slice(0, 10), to: plan.until.slice(0, 10) },
    {},
    { from: addDays(day, -3), to: addDays(day, 3) },
  ];
}

function slicesOf(
  { agents, teams, connections }: World,
  some: boolean,
): { channel?: string; teamId?: string; agentId?: string }[] {
  const channels = [...new Set(connections.map((one) => one.channel))];
  const few = <T>(list: T[]) => (some ? list.slice(0, 1) : list);
  return [
    {},
    ...few(channels).map((channel) => ({ channel })),
    ...few(teams).map((teamId) => ({ teamId })),
    ...few(agents).map((agentId) => ({ agentId })),
    { channel: channels[0]!, teamId: teams[0]! },
  ];
}

const digest = (page: unknown) => createHash('sha256').update(JSON.stringify(page)).digest('hex');
