// "Do they stay, what are they worth, and does satisfaction go with it?": from contacts, their orders and their answers.
import { Injectable } from '@nestjs/common';
import { churnRate, compareShares, lifetimeValue, retentionRate, type Standing, wilson } from '@otklik/survey';
import {
  type CohortRow,
  CountCustomers,
  CUSTOMER_FIGURES,
  type CustomerFigure,
  type CustomerLine,
  type OrdersAsk,
} from '../../people/orders/count-customers.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { dayOf } from '../../platform/report-period.js';
import {
  type CameBackAsk,
  type CameBackRow,
  countCameBack,
  listCameBack,
  listStrangers,
  listYoung,
} from './came-back.store.js';
import type {
  CameBack,
  Cohort,
  LoyaltyQuery,
  LoyaltyReport,
  LoyaltyRows,
  LoyaltyRowsQuery,
} from './loyalty.requests.js';
import { monthOf, monthsBetween } from './months.js';
import { BACK_DAYS } from './returns.store.js';

const MONTHS = 12;
const USUAL_GONE = 90;
const DAY_MS = 86_400_000;
const STANDINGS: readonly Standing[] = ['low', 'middle', 'good'];

type Line = CustomerLine & { ticketId?: string; score?: number; back?: boolean };
interface Behind {
  figure: string;
  after: string | null;
  limit: number;
}

@Injectable()
export class ReadLoyalty {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly customers: CountCustomers,
  ) {}

  async run(workspaceId: string, query: LoyaltyQuery): Promise<LoyaltyReport> {
    return this.database.reading(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return this.within(tx, workspaceId, query);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, workspaceId: string, query: LoyaltyQuery): Promise<LoyaltyReport> {
    const now = this.clock.now();
    const { ask, currencies, thisMonth } = await this.askOf(sql, workspaceId, query);
    const any = currencies.some((one) => one.currency === ask.currency && one.orders > 0);
    const { bounds, months } = await this.monthsOf(sql, ask, any, thisMonth);
    const sum = (of: (row: (typeof months)[number]) => number) => months.reduce((total, row) => total + of(row), 0);
    const churn = churnRate({ start: sum((row) => row.start), left: sum((row) => row.left) });
    const revenue = sum((row) => row.revenue);
    const customerMonths = sum((row) => row.start + row.fresh);
    const cohorts = any ? await this.customers.cohorts(sql, ask, bounds[0]!, thisMonth) : [];
    return {
      ...{ timeZone: ask.timeZone, madeAt: now.toISOString() },
      currencies: currencies.map(({ currency, orders, leftOut }) => ({ currency, orders, leftOut })),
      ...{ currency: any ? ask.currency : null, gone: ask.gone },
      months: months.map((row) => ({
        ...row,
        figure: `loyalty.left.${row.month.slice(0, 7)}`,
        churn: churnRate(row),
        retention: retentionRate(row),
      })),
      churn,
      value: { ...lifetimeValue(revenue, customerMonths, churn), revenue, customerMonths },
      cohorts: cohortsOf(cohorts, thisMonth),
      ...(await this.cameBack(sql, ask, now, any)),
    };
  }

  /** The last twelve whole months, from the first that began with a customer. */
  private async monthsOf(sql: Sql, ask: OrdersAsk, any: boolean, thisMonth: string) {
    const bounds = Array.from({ length: MONTHS + 1 }, (_, i) => monthOf(thisMonth, i - MONTHS));
    const rows = any ? await this.customers.months(sql, ask, bounds) : [];
    const all = rows.map((row, i) => ({ ...row, month: bounds[i]! }));
    const began = all.findIndex((row) => row.start > 0);
    return { bounds, months: began < 0 ? [] : all.slice(began) };
  }

  /** Who is behind a figure. @throws DomainError validation-failed for a figure that is none */
  async rows(workspaceId: string, query: LoyaltyRowsQuery): Promise<LoyaltyRows> {
    const { figure, after = null, limit = 50 } = query;
    const { ask, currencies, thisMonth } = await this.askOf(this.database, workspaceId, query);
    const behind = { figure, after, limit: limit + 1 };
    const found = currencies.some((one) => one.currency === ask.currency && one.orders > 0);
    const lines: Line[] = await this.linesOf(ask, behind, () => this.monthsOf(this.database, ask, found, thisMonth));
    const items = lines.slice(0, limit).map((line) => ({
      ...{
        contactId: line.contactId,
        name: line.name,
        at: line.at.toISOString(),
        orders: line.orders,
        amount: line.amount,
        counted: line.counted,
      },
      ...{ ticketId: line.ticketId ?? null, score: line.score ?? null },
      back: line.back === undefined ? null : line.back ? ('yes' as const) : ('no' as const),
    }));
    return { items, next: lines.length > limit ? items.at(-1)!.contactId : null };
  }

  private async linesOf(
    ask: OrdersAsk,
    { figure, after, limit }: Behind,
    months: () => Promise<{ months: { month: string }[] }>,
  ): Promise<Line[]> {
    const month = '(\\d{4}-(?:0[1-9]|1[0-2]))';
    const page = [after, limit] as const;
    const of = new RegExp(`^loyalty\\.(${CUSTOMER_FIGURES.join('|')})(?:\\.${month})?$`).exec(figure);
    if (of) {
      const days = of[2] ? [`${of[2]}-01`] : (await months()).months.map((one) => one.month);
      const last = days.at(-1);
      if (!last) return [];
      const bounds = [...days, monthOf(last, 1)];
      return this.customers.counted(this.database, ask, of[1] as CustomerFigure, bounds, ...page);
    }
    const orders = new RegExp(`^loyalty\\.orders\\.${month}$`).exec(figure);
    if (orders) {
      const from = `${orders[1]}-01`;
      return this.customers.ordered(this.database, ask, [from, monthOf(from, 1)], ...page);
    }
    const cohort = new RegExp(`^loyalty\\.cohort\\.${month}\\.(\\d{1,2})$`).exec(figure);
    if (cohort) {
      const from = `${cohort[1]}-01`;
      const later = monthOf(from, Number(cohort[2]));
      return this.customers.cohort(this.database, ask, from, [later, monthOf(later, 1)], ...page);
    }
    if (figure === 'loyalty.out.orders') return this.customers.leftOut(this.database, ask, ...page);
    const which = cameBackAsk(ask, this.clock.now());
    if (figure === 'loyalty.out.strangers') return listStrangers(this.database, which, ...page);
    if (figure === 'loyalty.out.young') return listYoung(this.database, which, ...page);
    const standing = STANDINGS.find((one) => figure === `loyalty.back.${one}`);
    if (!standing) throw new DomainError('validation-failed', { fields: ['figure'] });
    return listCameBack(this.database, which, standing, ...page);
  }

  /** Where nobody ordered, nobody came back: the answers are not even looked at. */
  private async cameBack(sql: Sql, ask: OrdersAsk, now: Date, any: boolean) {
    const rows = any ? await countCameBack(sql, cameBackAsk(ask, now)) : [];
    const everybody = rows.filter((row) => row.currency === '');
    const known = rows.filter((row) => row.currency !== '');
    const cameBack = STANDINGS.map((standing) => cameBackOf(standing, known));
    const [low, good] = [cameBack[0]!, cameBack[2]!];
    return {
      backDays: BACK_DAYS,
      cameBack,
      difference: compareShares({ count: good.count, n: good.share.n }, { count: low.count, n: low.share.n }),
      ...{ strangers: totalOf(everybody) - totalOf(known), young: everybody.reduce((sum, row) => sum + row.young, 0) },
    };
  }

  private async askOf(sql: Sql, workspaceId: string, { currency, gone = USUAL_GONE }: LoyaltyQuery) {
    const { timeZone } = await this.workspaces.run(workspaceId, sql);
    const currencies = await this.customers.currencies(sql, workspaceId);
    const wanted = currency?.toUpperCase() ?? currencies[0]?.currency ?? '';
    const ask: OrdersAsk = { workspaceId, timeZone, gone, currency: wanted };
    return { ask, currencies, thisMonth: monthOf(dayOf(this.clock.now(), timeZone)) };
  }
}

/** The last twelve whole months after whose end so many days have passed: as many have after every answer in them. */
export function cameBackAsk({ workspaceId, currency, timeZone }: OrdersAsk, now: Date): CameBackAsk {
  const to = monthOf(dayOf(new Date(now.getTime() - BACK_DAYS * DAY_MS), timeZone));
  return { workspaceId, currency, from: monthOf(to, -MONTHS), to };
}

const totalOf = (rows: CameBackRow[]) => rows.reduce((sum, row) => sum + row.n, 0);

function cameBackOf(standing: Standing, rows: CameBackRow[]): CameBack {
  const own = rows.filter((row) => row.standing === standing);
  const [count, n] = [totalOf(own.filter((row) => row.back)), totalOf(own)];
  return { figure: `loyalty.back.${standing}`, standing, count, share: shareOf(count, n) };
}

const shareOf = (count: number, n: number) => ({ rate: n === 0 ? null : count / n, n, ...wilson(count, n) });

/** Every month up to the last whole one, also those in which nobody ordered. */
function cohortsOf(rows: CohortRow[], thisMonth: string): Cohort[] {
  return [...new Set(rows.map((row) => row.month))].map((month) => {
    const own = new Map(rows.filter((row) => row.month === month).map((row) => [row.after, row.n]));
    const n = own.get(0) ?? 0;
    return {
      ...{ month, n },
      shares: Array.from({ length: monthsBetween(month, thisMonth) }, (_, after) => ({
        ...{ figure: `loyalty.cohort.${month.slice(0, 7)}.${after}`, after, count: own.get(after) ?? 0 },
        share: shareOf(own.get(after) ?? 0, n),
      })),
    };
  });
}
