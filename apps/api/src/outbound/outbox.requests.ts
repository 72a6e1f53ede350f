// Kept mails as owners read them.
import { Flag, Instant, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';

export class OutboxQuery {
  @Text({ optional: true, max: 100, description: 'From `next` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class OutboxLine {
  @Uuid() id!: string;
  @Uuid({ nullable: true }) connectionId!: string | null;
  @Uuid({ nullable: true, description: 'null: mail of the desk to its own people.' }) ticketId!: string | null;
  @Uuid({ nullable: true }) messageId!: string | null;
  @Text() from!: string;
  @Text({ list: true }) to!: string[];
  @Text() subject!: string;
  @Instant() at!: string;
}

export class OutboxPage {
  @Nested(() => OutboxLine, { list: true }) items!: OutboxLine[];
  @Text({ nullable: true }) next!: string | null;
  @Flag({ description: 'Whether a relay is set now, so that kept mails can be sent.' }) relay!: boolean;
}

export class MailHeader {
  @Text() name!: string;
  @Text() value!: string;
}

export class KeptFile {
  @Text() name!: string;
  @Text() contentType!: string;
  @Whole() size!: number;
}

export class OutboxMail extends OutboxLine {
  @Nested(() => MailHeader, { list: true }) headers!: MailHeader[];
  @Text() text!: string;
  @Text({ nullable: true, description: 'Sanitised; show it only inside a sandboxed frame.' }) html!: string | null;
  @Text({ list: true, description: 'Every link in it, once, in order.' }) links!: string[];
  @Nested(() => KeptFile, { list: true }) files!: KeptFile[];
}

export class SentKeptMails {
  @Whole({ description: 'On their way now.' }) queued!: number;
  @Whole({ description: 'Still kept: no relay is set for their mailbox.' }) kept!: number;
}
