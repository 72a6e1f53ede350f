// What the customer's card asks of tickets.
import { Instant, Json, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { TicketRating } from './tickets.requests.js';

export class FieldsBody {
  @Json({ description: 'By key; null takes a value away, what is not named stays.' }) values!: Record<string, unknown>;
}

export class TicketFieldValues {
  @Json({ description: 'All of them, as they are now.' }) fields!: Record<string, unknown>;
}

export class RatedTicket {
  @Uuid() ticketId!: string;
  @Whole() number!: number;
  @Nested(() => TicketRating) rating!: TicketRating;
  @Instant({ description: 'When the ticket was solved.' }) at!: string;
}

export class CustomerHistory {
  @Whole() tickets!: number;
  @Whole() open!: number;
  @Whole() rated!: number;
  @Whole() good!: number;
  @Num({ nullable: true, description: 'Share of good ratings, 0 to 1; null: none.' }) satisfaction!: number | null;
  @Instant({ nullable: true }) firstAt!: string | null;
  @Instant({ nullable: true }) lastAt!: string | null;
  @Nested(() => RatedTicket, { list: true, description: 'The last twenty, newest first.' }) ratings!: RatedTicket[];
}

export class CompanyTicketsQuery {
  @Text({ optional: true, max: 400 }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class IdentityParted {
  @Uuid({
    nullable: true,
    description: 'The card of its own that it went to, with its conversations; null: nothing hung on it.',
  })
  contactId!: string | null;
}
