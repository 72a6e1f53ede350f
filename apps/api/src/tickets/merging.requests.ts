// What the routes of merging, links and the trash take and give.
import { Choice, Flag, Instant, Nested, Text, Uuid } from '../platform/http/fields.js';
import { LINK_KINDS, TicketItem } from './tickets.requests.js';

export class MergeTicketsBody {
  @Uuid({ list: true, maxItems: 20, description: 'Their messages go into this ticket. All or none.' })
  ticketIds!: string[];
  @Uuid({
    optional: true,
    description:
      'One of the tickets: its customer gets the answers from now on (mail only). Absent: this ticket’s own.',
  })
  requesterOf?: string;
}

export class TicketApartBody {
  @Uuid({ description: 'Not about the same thing, whatever it looks like.' }) otherId!: string;
}

export class AlikeTicket extends TicketItem {
  @Flag({ description: 'The same customer.' }) sameCustomer!: boolean;
}

export class LinkBody {
  @Uuid() otherId!: string;
  @Choice(LINK_KINDS, { description: 'Seen from this ticket.' }) kind!: (typeof LINK_KINDS)[number];
}

export class TrashedTicket extends TicketItem {
  @Instant() trashedAt!: string;
  @Instant({ description: 'When its words are erased for good.' }) eraseAt!: string;
  @Uuid({ nullable: true }) trashedBy!: string | null;
}

export class TrashPage {
  @Nested(() => TrashedTicket, { list: true }) items!: TrashedTicket[];
  @Text({ nullable: true }) next!: string | null;
}

export class TrashQuery {
  @Text({ optional: true, max: 200, description: '`next` of the page before.' }) cursor?: string;
}
