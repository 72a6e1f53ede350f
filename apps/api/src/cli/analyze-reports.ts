// Ends what makes reports anew: the planner goes by what it saw of a table last, and of these rows it has seen nothing yet.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

const ROWS = ['report_ticket', 'report_duration', 'report_episode', 'report_survey', 'report_case', 'report_promise'];
const COUNTS = ['report_rollup', 'report_day', 'order_month', 'order_cell', 'customer_return', 'return_cell'];

/** Each by itself: none may take longer than a statement may. */
export async function analyzeReports(sql: Sql): Promise<void> {
  for (const table of ROWS) await sql.query(doorway('reports-verify', `ANALYZE ${table}`));
  await analyzeCounts(sql);
}

/** Of what is counted from the rows alone. */
export async function analyzeCounts(sql: Sql): Promise<void> {
  for (const table of COUNTS) await sql.query(doorway('reports-verify', `ANALYZE ${table}`));
}
