// The shapes of the search over HTTP.
import { Choice, Flag, Instant, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { TicketItem } from '../tickets.requests.js';

export class SearchRequest {
  @Text({
    max: 500,
    description:
      'Words, "a phrase", #123, an address, a phone number; from: to: tag: status: channel: assignee: is: has: before: after:',
  })
  q!: string;
  @Text({ optional: true, max: 200, description: '`next` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 50 }) limit?: number;
}

export class SuggestRequest {
  @Text({ max: 200 }) q!: string;
}

export class TextPiece {
  @Text() text!: string;
  @Flag({ description: 'This piece was looked for.' }) hit!: boolean;
}

export class FoundMessage {
  @Uuid() id!: string;
  @Whole() seq!: number;
  @Choice(['customer', 'agent', 'note', 'bot']) kind!: 'customer' | 'agent' | 'note' | 'bot';
  @Instant() at!: string;
  @Uuid({ nullable: true }) agentId!: string | null;
  @Uuid({ nullable: true, description: 'It was said in this side conversation of the ticket.' }) sideId!: string | null;
  @Nested(() => TextPiece, { list: true, description: 'The words around what was found, as text.' })
  snippet!: TextPiece[];
}

export class FoundTicket {
  @Nested(() => TicketItem) ticket!: TicketItem;
  @Nested(() => TextPiece, { list: true, nullable: true, description: 'The subject, if it holds what was looked for.' })
  subject!: TextPiece[] | null;
  @Nested(() => FoundMessage, { nullable: true, description: 'Null: the ticket itself was asked for.' })
  message!: FoundMessage | null;
}

export class FoundPersonItem {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text() address!: string;
  @Text({ description: 'Of which kind the address is.' }) kind!: string;
}

export class SearchResults {
  @Nested(() => FoundTicket, { list: true }) items!: FoundTicket[];
  @Nested(() => FoundPersonItem, { list: true, description: 'On the first page: who may be meant.' })
  people!: FoundPersonItem[];
  @Text({
    nullable: true,
    description: 'There may be more, further back. A page may hold fewer than its limit and go on.',
  })
  next!: string | null;
}

export class FoundTag {
  @Whole() id!: number;
  @Text() name!: string;
}

export class SearchSuggestions {
  @Nested(() => TicketItem, { list: true }) tickets!: TicketItem[];
  @Nested(() => FoundPersonItem, { list: true }) people!: FoundPersonItem[];
  @Nested(() => FoundTag, { list: true }) tags!: FoundTag[];
}
