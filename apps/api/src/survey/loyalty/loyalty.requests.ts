// What the page of loyalty is asked and answers: months, cohorts, lifetime value, and who came back after which answer.
import { Choice, Day, Instant, Nested, Num, Text, Uuid, Whole } from '../../platform/http/fields.js';

const VERDICTS = ['higher', 'lower', 'no-difference', 'too-few'] as const;
export const GONE_DAYS = [30, 60, 90, 180, 365] as const;

export class LoyaltyQuery {
  @Text({ optional: true, min: 3, max: 3, description: 'Absent: the currency with most orders.' })
  currency?: string;
  @Whole({
    optional: true,
    min: 7,
    max: 730,
    description: 'Days without an order after which a customer has left. Absent: 90.',
  })
  gone?: number;
}

export class LoyaltyRowsQuery extends LoyaltyQuery {
  @Text({
    max: 60,
    description:
      'Of a month `loyalty.left.2026-03` (start, left, kept, fresh, end, orders); of all its months `loyalty.left` (left, kept, value); `loyalty.cohort.2026-03.2`; `loyalty.back.low`; left out: `loyalty.out.orders`, `loyalty.out.strangers`, `loyalty.out.young`.',
  })
  figure: string;
  @Uuid({ optional: true, description: 'The last customer of the page before.' })
  after?: string;
  @Whole({ optional: true, min: 1, max: 100 })
  limit?: number;
}

export class Rate {
  @Num({ nullable: true })
  rate: number | null;
  @Whole()
  n: number;
  @Num({ nullable: true, description: '95 %, Wilson.' })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
}

export class LoyaltyMonth {
  @Text({ description: 'Opens who left.' })
  figure: string;
  @Day({ description: 'The month’s first day.' })
  month: string;
  @Whole({ description: 'Customers as the month began.' })
  start: number;
  @Whole({ description: 'Of those, none any more as it ended.' })
  left: number;
  @Whole({ description: 'Customers as it ended.' })
  end: number;
  @Whole({ description: 'Customers as it ended who were none as it began: new, or back.' })
  fresh: number;
  @Num()
  revenue: number;
  @Nested(() => Rate)
  churn: Rate;
  @Nested(() => Rate)
  retention: Rate;
}

export class LifetimeValue {
  @Num({ nullable: true })
  value: number | null;
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true, description: 'Null where nobody left: it has no upper end.' })
  high: number | null;
  @Num({ nullable: true, description: 'What a customer brings in a month.' })
  averageValue: number | null;
  @Num({ nullable: true, description: 'How many months a customer stays on average.' })
  averageLifespan: number | null;
  @Num()
  revenue: number;
  @Whole({ description: 'Customers counted once for every month.' })
  customerMonths: number;
}

export class CohortShare {
  @Text({ description: 'Opens who they are.' })
  figure: string;
  @Whole({ description: 'Months after the first order.' })
  after: number;
  @Whole()
  count: number;
  @Nested(() => Rate)
  share: Rate;
}

export class Cohort {
  @Day({ description: 'First day of the month of their first order.' })
  month: string;
  @Whole()
  n: number;
  @Nested(() => CohortShare, { list: true })
  shares: CohortShare[];
}

export class CameBack {
  @Text({ description: 'Opens who they are.' })
  figure: string;
  @Choice(['low', 'middle', 'good'])
  standing: 'low' | 'middle' | 'good';
  @Whole()
  count: number;
  @Nested(() => Rate)
  share: Rate;
}

export class CameBackDifference {
  @Num({ nullable: true, description: 'After a good answer, minus after a low one.' })
  difference: number | null;
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
  @Choice(VERDICTS)
  verdict: (typeof VERDICTS)[number];
}

export class LoyaltyCurrency {
  @Text()
  currency: string;
  @Whole()
  orders: number;
  @Whole({ description: 'Cancelled, returned, or of no amount: left out.' })
  leftOut: number;
}

export class LoyaltyReport {
  @Text()
  timeZone: string;
  @Instant()
  madeAt: string;
  @Nested(() => LoyaltyCurrency, { list: true, description: 'Empty: there are no orders.' })
  currencies: LoyaltyCurrency[];
  @Text({ nullable: true })
  currency: string | null;
  @Whole()
  gone: number;
  @Nested(() => LoyaltyMonth, {
    list: true,
    description: 'The last twelve whole months, from the first that began with a customer.',
  })
  months: LoyaltyMonth[];
  @Nested(() => Rate, { description: 'Of all these months together.' })
  churn: Rate;
  @Nested(() => LifetimeValue)
  value: LifetimeValue;
  @Nested(() => Cohort, { list: true })
  cohorts: Cohort[];
  @Whole({ description: 'Who ordered again within so many days came back.' })
  backDays: number;
  @Nested(() => CameBack, {
    list: true,
    description:
      'By the last answer of each customer in the twelve whole months (of the workspace’s time zone) whose last ended at least these days ago.',
  })
  cameBack: CameBack[];
  @Nested(() => CameBackDifference)
  difference: CameBackDifference;
  @Whole({ description: 'Customers whose last answer in these months was given before they had ordered: left out.' })
  strangers: number;
  @Whole({ description: 'Answers given after these months: left out.' })
  young: number;
}

export class LoyaltyRow {
  @Uuid()
  contactId: string;
  @Text({ nullable: true })
  name: string | null;
  @Instant({ description: 'Of the latest order that was counted; after an answer: of the answer.' })
  at: string;
  @Whole()
  orders: number;
  @Num()
  amount: number;
  @Whole({ description: 'How often they are in the figure: once for every month, or answer.' })
  counted: number;
  @Uuid({ nullable: true })
  ticketId: string | null;
  @Whole({ nullable: true })
  score: number | null;
  @Choice(['yes', 'no'], { nullable: true, description: 'Whether they came back.' })
  back: 'yes' | 'no' | null;
}

export class LoyaltyRows {
  @Nested(() => LoyaltyRow, { list: true })
  items: LoyaltyRow[];
  @Uuid({ nullable: true })
  next: string | null;
}
