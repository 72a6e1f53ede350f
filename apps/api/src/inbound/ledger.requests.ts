// The ledger's questions and answers.
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { RAW_STATES } from './raw.store.js';

export class LedgerQuery {
  @Choice(RAW_STATES, { optional: true }) state?: (typeof RAW_STATES)[number];
  @Text({ optional: true, max: 200, description: 'Words of the sender or the subject.' }) q?: string;
  @Uuid({ optional: true, description: '`next` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class LedgerSummary {
  @Text({ description: 'message, edit, button, blocked…' }) kind!: string;
  @Text() from!: string;
  @Text({ description: 'The subject of a mail, or the first words.' }) subject!: string;
}

export class LedgerItem {
  @Uuid() id!: string;
  @Uuid() connectionId!: string;
  @Choice(['smtp', 'imap', 'webhook', 'poll']) source!: string;
  @Whole({ description: 'Bytes.' }) size!: number;
  @Choice(RAW_STATES) state!: string;
  @Text({ nullable: true, description: 'Why it ended so: a filter’s verdict, threading evidence, what was cleaned.' })
  reason!: string | null;
  @Text({ nullable: true, description: 'What went wrong at the last attempt.' }) error!: string | null;
  @Whole() attempts!: number;
  @Instant({ nullable: true, description: 'When it will be tried again.' }) dueAt!: string | null;
  @Text({ nullable: true }) externalId!: string | null;
  @Uuid({ nullable: true }) ticketId!: string | null;
  @Uuid({ nullable: true }) messageId!: string | null;
  @Nested(() => LedgerSummary, { nullable: true }) summary!: LedgerSummary | null;
  @Instant() receivedAt!: string;
}

export class LedgerPage {
  @Nested(() => LedgerItem, { list: true }) items!: LedgerItem[];
  @Text({ nullable: true }) next!: string | null;
}

export class LedgerWholeItem extends LedgerItem {
  @Json({ description: 'A webhook’s headers, or a mail’s sender and recipients.' }) envelope!: Record<string, unknown>;
  @Text() headers!: string;
  @Text() text!: string;
  @Flag({ description: 'False: the text goes on; download it.' }) whole!: boolean;
}

export class ReplayedRows {
  @Whole() replayed!: number;
}
