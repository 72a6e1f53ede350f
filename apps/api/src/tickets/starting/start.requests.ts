// What is said over HTTP when a conversation is begun by us, and by which ways it can be.
import { Email, Flag, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { PostMessageBody } from '../tickets.requests.js';

export class StartConversationBody extends PostMessageBody {
  @Uuid() connectionId!: string;
  @Uuid({ optional: true, description: 'To somebody we know: the card, with `identityId`.' }) contactId?: string;
  @Uuid({ optional: true, description: 'To somebody we know: which of their addresses.' }) identityId?: string;
  @Email({ optional: true, description: 'By mail to anybody: the address.' }) email?: string;
  @Text({ optional: true, nullable: true, max: 200, description: 'How they are called, with `email`.' })
  name?: string | null;
  @Text({ optional: true, nullable: true, max: 250, description: 'Of a mail; a mail must have one.' })
  subject?: string | null;
  @Uuid({ optional: true, nullable: true, description: 'The team it is for. It is assigned to its writer.' })
  teamId?: string | null;
}

export class StartedConversation {
  @Uuid() ticketId!: string;
  @Uuid() messageId!: string;
  @Flag({ description: 'Begun before with the same key.' }) duplicate!: boolean;
}

export class OpenConversation {
  @Uuid() id!: string;
  @Whole() number!: number;
}

export class WayToContact {
  @Uuid() connectionId!: string;
  @Text({ description: 'Its name.' }) connection!: string;
  @Text() channel!: string;
  @Uuid() identityId!: string;
  @Text() address!: string;
  @Nested(() => OpenConversation, {
    nullable: true,
    description: 'The ticket in which they are talking to us there: write in it; a second one cannot be begun.',
  })
  open!: OpenConversation | null;
  @Flag({ description: 'Once the time to answer is over, words the vendor approved beforehand may be sent.' })
  templates!: boolean;
}

export class Mailbox {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() address!: string;
}
