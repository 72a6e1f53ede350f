// "Do they stay?": for the reports, customers counted by their orders, by months of the workspace.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/database/database.js';
import {
  allOrders,
  type CustomerFigure,
  type CustomerLine,
  listCohort,
  listCounted,
  listOrdered,
  type OrdersAsk,
} from './loyalty.store.js';
import { type CohortRow, countCohorts, countMonths, currenciesOf, type MonthRow } from './order-cells.store.js';

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

  /** Who ordered in these months. */
  ordered(sql: Sql, ask: OrdersAsk, bounds: [string, string], after: string | null, limit: number) {
    return listOrdered(sql, ask, bounds, true, after, limit);
  }

  /** Whose orders are left out: they came to nothing, or were of no amount. */
  leftOut(sql: Sql, ask: OrdersAsk, after: string | null, limit: number): Promise<CustomerLine[]> {
    return listOrdered(sql, ask, [null, null], false, after, limit);
  }

  cohort(sql: Sql, ask: OrdersAsk, cohort: string, later: string, after: string | null, limit: number) {
    return listCohort(sql, ask, cohort, later, after, limit);
  }

  /** For verifying. */
  orders(sql: Sql, workspaceId: string) {
    return allOrders(sql, workspaceId);
  }
}
