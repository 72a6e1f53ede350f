// "Do they stay?": for the reports, customers counted by their orders, by months of the workspace.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/database/database.js';
import {
  allOrders,
  type CustomerFigure,
  type CustomerLine,
  listCohort,
  listCounted,
  listLeftOut,
  listOrdered,
  type OrdersAsk,
} from './loyalty.store.js';
import {
  allMonths,
  type CohortRow,
  countCohorts,
  countMonths,
  currenciesOf,
  type MonthRow,
} from './order-cells.store.js';

export { CUSTOMER_FIGURES, type CustomerFigure, type CustomerLine, type OrdersAsk } from './loyalty.store.js';
export { CAME_TO_NOTHING, type CohortRow, type MonthRow } from './order-cells.store.js';

@Injectable()
export class CountCustomers {
  /** What there is to count: the currency with most orders first. */
  currencies(sql: Sql, workspaceId: string) {
    return currenciesOf(sql, workspaceId);
  }

  /** `bounds`: first days of months, in order; a row for each but the last. */
  months(sql: Sql, ask: OrdersAsk, bounds: string[]): Promise<MonthRow[]> {
    return countMonths(sql, ask, bounds);
  }

  /** Of first orders from one month's first day on, up to another's, which is not in it. */
  cohorts(sql: Sql, ask: OrdersAsk, from: string, to: string): Promise<CohortRow[]> {
    return countCohorts(sql, ask, from, to);
  }

  /** Whom a figure counts, over one month or over several. */
  counted(
    sql: Sql,
    ask: OrdersAsk,
    figure: CustomerFigure,
    bounds: string[],
    after: string | null,
    limit: number,
  ): Promise<CustomerLine[]> {
    return listCounted(sql, ask, figure, bounds, after, limit);
  }

  /** Who ordered in a month, from its first day up to the next one's. */
  ordered(sql: Sql, ask: OrdersAsk, month: [string, string], after: string | null, limit: number) {
    return listOrdered(sql, ask, month, after, limit);
  }

  /** Whose orders are left out: they came to nothing, or were of no amount. */
  leftOut(sql: Sql, ask: OrdersAsk, after: string | null, limit: number): Promise<CustomerLine[]> {
    return listLeftOut(sql, ask, after, limit);
  }

  /** Those of a cohort who ordered in a later month, or in its own. */
  cohort(sql: Sql, ask: OrdersAsk, cohort: string, month: [string, string], after: string | null, limit: number) {
    return listCohort(sql, ask, cohort, month, after, limit);
  }

  /** For verifying: the months as they are kept. */
  orderMonths(sql: Sql, workspaceId: string) {
    return allMonths(sql, workspaceId);
  }

  /** For verifying. */
  orders(sql: Sql, workspaceId: string) {
    return allOrders(sql, workspaceId);
  }
}
