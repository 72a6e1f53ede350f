// What is said over HTTP about side conversations.
import { Choice, Email, Flag, Instant, Json, Nested, Text, Uuid } from '../../platform/http/fields.js';
import { TicketContact } from '../tickets.requests.js';

const STATES = ['answered', 'waiting', 'closed'] as const;

export class StartSideBody {
  @Email({ list: true, maxItems: 20, description: 'Whom it is written to: the first, with the others in copy.' })
  to!: string[];
  @Text({ min: 1, max: 250 }) subject!: string;
  @Text({ max: 200_000 }) text!: string;
  @Text({ max: 1_000_000, nullable: true, optional: true }) html?: string | null;
  @Uuid({ list: true, optional: true, maxItems: 20 }) fileIds?: string[];
  @Json({ optional: true, description: 'For files that stand inside the HTML: file id → content id (`cid:…`).' })
  contentIds?: Record<string, string>;
  @Uuid({ optional: true, description: "From which mailbox. Absent: the ticket's own, else the first." })
  connectionId?: string;
  @Flag({ optional: true, description: 'Their answer wakes the ticket, or takes it off hold. Absent: it does.' })
  wakes?: boolean;
}

export class StartedSide {
  @Uuid({
    description: 'Lines are read and written as those of a ticket: /api/v1/tickets/{id}/conversation, /messages.',
  })
  sideId!: string;
  @Uuid() messageId!: string;
  @Flag({ description: 'Begun before with the same key.' }) duplicate!: boolean;
}

export class SideItem {
  @Uuid() id!: string;
  @Text({ nullable: true }) subject!: string | null;
  @Text({ description: 'The last words.' }) preview!: string;
  @Choice(STATES, { description: '`answered`: it is our turn; `waiting`: theirs.' }) state!: (typeof STATES)[number];
  @Nested(() => TicketContact) contact!: TicketContact;
  @Uuid({ nullable: true, description: 'Who began it.' }) ownerId!: string | null;
  @Flag() wakes!: boolean;
  @Flag({ description: 'They wrote something that no agent has opened yet.' }) unread!: boolean;
  @Instant() openedAt!: string;
  @Instant() lastMessageAt!: string;
}

export class SideStateBody {
  @Choice(['open', 'closed']) state!: 'open' | 'closed';
}
