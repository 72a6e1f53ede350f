// Orders as a shop hands them over, and as the customer's card shows them.
import { Email, Instant, Nested, Num, Text, Uuid, Whole } from '../../platform/http/fields.js';

export class OrderRequest {
  @Text({
    min: 1,
    max: 200,
    description: 'The order in your system: the same again changes it and makes no second one.',
  })
  externalId!: string;
  @Text({ optional: true, nullable: true, max: 100, description: 'As the customer knows it.' }) number?: string | null;
  @Text({ min: 1, max: 60, description: 'In your words: paid, shipped…' }) status!: string;
  @Num({ description: 'At most four decimals.' }) amount!: number;
  @Text({ min: 3, max: 3, description: 'ISO 4217: EUR, BGN, RUB…' }) currency!: string;
  @Instant() placedAt!: string;
  @Text({ optional: true, nullable: true, max: 2000, description: 'Where it opens in your system.' }) url?:
    | string
    | null;
  @Whole({ optional: true, nullable: true, min: 0, max: 1_000_000 }) items?: number | null;
  @Text({ optional: true, nullable: true, max: 1000 }) summary?: string | null;
  @Text({ optional: true, nullable: true, max: 200, description: 'The customer in your system.' })
  customerId?: string | null;
  @Email({ optional: true, nullable: true }) email?: string | null;
  @Text({ optional: true, nullable: true, max: 40 }) phone?: string | null;
  @Text({ optional: true, nullable: true, max: 200, description: 'The name of a customer we do not know yet.' })
  name?: string | null;
}

export class OrdersRequest {
  @Nested(() => OrderRequest, { list: true, maxItems: 500 }) orders!: OrderRequest[];
}

export class OrdersTaken {
  @Whole() created!: number;
  @Whole() changed!: number;
  @Whole({ description: 'Said nothing new.' }) same!: number;
}

export class OrdersQuery {
  @Text({ optional: true, max: 400, description: '`next` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class OrderView {
  @Uuid() id!: string;
  @Text() externalId!: string;
  @Text({ nullable: true }) number!: string | null;
  @Text() status!: string;
  @Num() amount!: number;
  @Text() currency!: string;
  @Instant() placedAt!: string;
  @Text({ nullable: true }) url!: string | null;
  @Whole({ nullable: true }) items!: number | null;
  @Text({ nullable: true }) summary!: string | null;
}

export class OrderSum {
  @Text() currency!: string;
  @Whole() count!: number;
  @Num() amount!: number;
}

export class OrderPage {
  @Nested(() => OrderView, { list: true }) items!: OrderView[];
  @Text({ nullable: true }) next!: string | null;
  @Nested(() => OrderSum, { list: true, description: 'Of all their orders, on the first page only.' })
  sums!: OrderSum[];
}
