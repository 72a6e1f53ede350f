// `otklik reports verify`, the page of loyalty: every count once more, order by order and month by month.
import { Injectable } from '@nestjs/common';
import { type SurveyKind, standingOf } from '@otklik/survey';
import { CAME_TO_NOTHING, CountCustomers } from '../../people/orders/count-customers.js';
import { ReadWorkspaces } from '../../people/read-workspaces.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { dayOf } from '../../platform/report-period.js';
import { allAnswers, returnsOnTheirWay } from './came-back.store.js';
import { RETURNS_CONSUMER } from './keep-returns.js';
import { ReadLoyalty } from './loyalty.report.js';
import { GONE_DAYS, type LoyaltyReport } from './loyalty.requests.js';
import { monthOf, monthsBetween } from './months.js';

const DAY_MS = 86_400_000;
/** The fewest days that can be asked for. */
const LEAST_GONE = 7;

export interface LoyaltyVerification {
  figures: number;
  /** Changes still on their way to what is kept of coming back, which is then not recounted. */
  waiting: number;
  disagreements: { workspaceId: string; what: string; shown: number; recounted: number }[];
}
type Answered = Awaited<ReturnType<typeof allAnswers>>;
interface Placed {
  contact: string;
  at: Date;
  amount: number;
}

@Injectable()
export class VerifyLoyalty {
  constructor(
    private readonly database: Database,
    private readonly workspaces: ReadWorkspaces,
    private readonly reports: ReadLoyalty,
    private readonly customers: CountCustomers,
  ) {}

  async run(workspaceId?: string): Promise<LoyaltyVerification> {
    const found: LoyaltyVerification = { figures: 0, waiting: 0, disagreements: [] };
    for (const { id, timeZone } of await this.workspaces.run())
      if (!workspaceId || id === workspaceId)
        await this.database.transaction(async (tx) => {
          await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
          await this.verify(tx, id, timeZone, found);
        });
    return found;
  }

  private async verify(tx: Tx, workspaceId: string, timeZone: string, found: LoyaltyVerification): Promise<void> {
    const all = await this.customers.orders(tx, workspaceId);
    const nothing = new RegExp(CAME_TO_NOTHING, 'i');
    const counts = all.filter(({ amount, status }) => amount > 0 && !nothing.test(status));
    await this.recountCurrencies(tx, workspaceId, found, all, counts);
    const own = new Set(counts);
    const others = all.filter((order) => !own.has(order));
    const months = new Map([...monthsOf(counts, timeZone, true), ...monthsOf(others, timeZone, false)]);
    await this.recountOrderMonths(tx, workspaceId, found, months);
    const waiting = await returnsOnTheirWay(tx, workspaceId, RETURNS_CONSUMER);
    found.waiting += waiting;
    const answers = await allAnswers(tx, workspaceId);
    for (const currency of new Set(counts.map((order) => order.currency)))
      for (const gone of [LEAST_GONE, ...GONE_DAYS]) {
        const shown = await this.reports.within(tx, workspaceId, { currency, gone });
        const orders = counts.filter((order) => order.currency === currency);
        const compare = (what: string, one: number, other: number) => {
          found.figures += 1;
          if (Math.abs(one - other) > 1e-6 * Math.max(1, Math.abs(one)))
            found.disagreements.push({
              workspaceId,
              what: `${currency} ${gone}: ${what}`,
              shown: one,
              recounted: other,
            });
        };
        recountMonths(shown, orders, gone, compare);
        recountCohorts(shown, orders, compare);
        if (waiting === 0) recountBack(shown, answers, orders, compare);
      }
  }

  /** Those of which there is nothing any more are not shown either. */
  private async recountCurrencies(
    tx: Tx,
    workspaceId: string,
    found: LoyaltyVerification,
    all: { currency: string }[],
    counts: { currency: string }[],
  ): Promise<void> {
    const shown = await this.customers.currencies(tx, workspaceId);
    const of = (some: { currency: string }[], currency: string) =>
      some.filter((order) => order.currency === currency).length;
    for (const currency of new Set([...all, ...shown].map((one) => one.currency))) {
      const { orders, leftOut } = shown.find((one) => one.currency === currency) ?? { orders: 0, leftOut: 0 };
      const recounted = of(counts, currency);
      const out = of(all, currency) - recounted;
      for (const [what, one, other] of [
        ['orders', orders, recounted],
        ['left out', leftOut, out],
      ] as const) {
        found.figures += 1;
        if (one !== other)
          found.disagreements.push({ workspaceId, what: `${currency}: ${what}`, shown: one, recounted: other });
      }
    }
  }

  /** Behind the counts: which customer ordered in which month. */
  private async recountOrderMonths(
    tx: Tx,
    workspaceId: string,
    found: LoyaltyVerification,
    expected: Map<string, string>,
  ): Promise<void> {
    const kept = await this.customers.orderMonths(tx, workspaceId);
    const right = kept.filter(
      ({ contact, currency, counts, month, words }) =>
        expected.get(`${wordOf(contact, currency, counts)} ${month}`) === words,
    ).length;
    for (const [what, one, other] of [
      ['months with orders', kept.length, expected.size],
      ['months with orders, as they were', right, expected.size],
    ] as const) {
      found.figures += 1;
      if (one !== other) found.disagreements.push({ workspaceId, what, shown: one, recounted: other });
    }
  }
}

const wordOf = (contact: string, currency: string, counts: boolean) => `${contact} ${currency} ${counts}`;

/** The months of every customer with an order, in each with the ones before and after, as they are kept. */
function monthsOf(
  orders: readonly { contact: string; currency: string; at: Date }[],
  zone: string,
  counts: boolean,
): Map<string, string> {
  const days = new Map<string, Map<string, string>>();
  for (const { contact, currency, at } of orders) {
    const name = wordOf(contact, currency, counts);
    const own = days.get(name) ?? new Map<string, string>();
    const day = dayOf(at, zone);
    const before = own.get(monthOf(day));
    if (!before || before < day) own.set(monthOf(day), day);
    days.set(name, own);
  }
  const found = new Map<string, string>();
  for (const [name, own] of days) {
    const months = [...own.keys()].sort();
    for (const [i, month] of months.entries()) {
      const [before, next] = [months[i - 1], months[i + 1]];
      const words = [months[0], own.get(month), (before && own.get(before)) ?? '-', next ?? 'infinity'];
      found.set(`${name} ${month}`, [...words, (next && own.get(next)) ?? '-'].join(' '));
    }
  }
  return found;
}

type Compare = (what: string, shown: number, recounted: number) => void;

function recountBack(shown: LoyaltyReport, answers: Answered, orders: Placed[], compare: Compare): void {
  const monthIn = (at: Date) => monthOf(dayOf(at, shown.timeZone));
  const days = shown.backDays * DAY_MS;
  const to = monthIn(new Date(Date.parse(shown.madeAt) - days));
  // In order of time: a later answer of the same customer takes the place of the one before.
  const last = new Map<string, Answered[number]>();
  let young = 0;
  for (const answer of answers) {
    const month = monthIn(answer.at);
    if (month >= to) young += 1;
    else if (month >= monthOf(to, -12)) last.set(answer.contact, answer);
  }
  const counted = new Map<string, { n: number; back: number }>();
  const placed = new Map<string, number[]>();
  for (const { contact, at } of orders) placed.set(contact, [...(placed.get(contact) ?? []), at.getTime()]);
  let strangers = 0;
  for (const [contact, { at, kind, max, score }] of last) {
    const own = placed.get(contact) ?? [];
    if (!own.some((time) => time <= at.getTime())) {
      strangers += 1;
      continue;
    }
    const standing = standingOf(kind as SurveyKind, max, score);
    const sum = counted.get(standing) ?? { n: 0, back: 0 };
    const back = own.some((time) => time > at.getTime() && time <= at.getTime() + days);
    counted.set(standing, { n: sum.n + 1, back: sum.back + (back ? 1 : 0) });
  }
  for (const { standing, count, share } of shown.cameBack) {
    compare(`answered ${standing}`, share.n, counted.get(standing)?.n ?? 0);
    compare(`came back after ${standing}`, count, counted.get(standing)?.back ?? 0);
  }
  compare('answered, no order before', shown.strangers, strangers);
  compare('answered later', shown.young, young);
}

function recountMonths(shown: LoyaltyReport, orders: Placed[], gone: number, compare: Compare): void {
  const zone = shown.timeZone;
  for (const { month, start, left, end, fresh, revenue } of shown.months) {
    const days = [month, monthOf(month, 1)] as const;
    const [from, to] = days.map((day) => startOf(day, zone));
    const at = (day: string) => {
      const [since, bound] = [startOf(daysBefore(day, gone), zone), startOf(day, zone)];
      return new Set(
        orders
          .filter((order) => order.at.getTime() < bound && order.at.getTime() >= since)
          .map((order) => order.contact),
      );
    };
    const [before, after] = [at(days[0]), at(days[1])];
    const kept = [...before].filter((contact) => after.has(contact)).length;
    compare(`${month} start`, start, before.size);
    compare(`${month} left`, left, before.size - kept);
    compare(`${month} end`, end, after.size);
    compare(`${month} fresh`, fresh, after.size - kept);
    const money = orders.filter((order) => order.at.getTime() >= from! && order.at.getTime() < to!);
    compare(
      `${month} revenue`,
      revenue,
      money.reduce((sum, order) => sum + order.amount, 0),
    );
  }
}

function recountCohorts(shown: LoyaltyReport, orders: Placed[], compare: Compare): void {
  const first = new Map<string, string>();
  const seen = new Map<string, Set<string>>();
  for (const { contact, at } of [...orders].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const month = monthOf(dayOf(at, shown.timeZone));
    if (!first.has(contact)) first.set(contact, month);
    const name = `${first.get(contact)} ${monthsBetween(first.get(contact)!, month)}`;
    seen.set(name, (seen.get(name) ?? new Set()).add(contact));
  }
  for (const { month, n, shares } of shown.cohorts) {
    compare(`cohort ${month}`, n, seen.get(`${month} 0`)?.size ?? 0);
    for (const { after, count } of shares)
      compare(`cohort ${month}, ${after} later`, count, seen.get(`${month} ${after}`)?.size ?? 0);
  }
}

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** The instant at which a day begins in a time zone: the first of its hours that falls on it. */
function startOf(day: string, zone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`);
  for (let at = noon - 30 * 3_600_000; at <= noon + 30 * 3_600_000; at += 900_000)
    if (dayOf(new Date(at), zone) === day) return at;
  return noon;
}
