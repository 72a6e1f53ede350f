// A ticket's conversation as a mail: where it would go, and the order to send it.
import { Email, Text, Uuid } from '../../platform/http/fields.js';

export class TranscriptAddress {
  @Text({ nullable: true, description: 'Where the customer reads mail, as far as we know.' }) address!: string | null;
}

export class SendTranscriptRequest {
  @Email({ optional: true, nullable: true, description: 'Absent: where the customer reads mail.' }) address?:
    | string
    | null;
}

export class SentTranscript {
  @Uuid() id!: string;
}
