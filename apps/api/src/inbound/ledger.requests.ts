// The ledger's questions and answers.
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { RAW_STATES } from './raw.store.js';

export class LedgerQuery {
  @Choice(RAW_STATES, { optional: true }) state?: (typeof RAW_STATES)[number];
  @Uuid({ optional: true }) connectionId?: string;
  @Text({ optional: true, max: 200, description: 'Words of the sender, subject, reason, error or outside id.' })
  q?: string;
  @Instant({ optional: true, description: 'Received at or after it.' }) from?: string;
  @Instant({ optional: true, description: 'Received before it.' }) to?: string;
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
  @Instant({ nullable: true, description: 'Since when its bytes are gone for their age.' }) bodyDroppedAt!:
    | string
    | null;
  @Text({ nullable: true, description: 'Of the bytes that are gone.' }) sha256!: string | null;
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

export class RawQuery {
  @Choice(['bytes', 'text'], { optional: true, description: '`text`: to be read, not saved as it came.' }) as?:
    | 'bytes'
    | 'text';
}

export class ReplayStarted {
  @Whole({ description: 'How many rows are processed again.' }) replayed!: number;
  @Uuid({ nullable: true, description: 'Ask `replays/:id` how far it is; null: nothing had failed.' }) replayId!:
    | string
    | null;
}

export class ReplayStates {
  @Whole({ description: 'Still under way.' }) received!: number;
  @Whole() accepted!: number;
  @Whole() duplicate!: number;
  @Whole() dropped!: number;
  @Whole() quarantined!: number;
  @Whole() failed!: number;
}

export class ReplayItem {
  @Uuid() id!: string;
  @Whole() total!: number;
  @Whole({ description: 'How many of them were handed over.' }) revived!: number;
  @Nested(() => ReplayStates, { description: 'How many are in which state now.' }) states!: ReplayStates;
  @Instant() createdAt!: string;
  @Instant({ nullable: true }) finishedAt!: string | null;
}

export class RetentionBody {
  @Whole({ min: 7, max: 36_500, description: 'Days that bodies are kept; what is not done keeps its body.' })
  bodyDays!: number;
  @Whole({ min: 7, max: 36_500, nullable: true, description: 'Days that rows are kept; null: for good.' }) rowDays!:
    | number
    | null;
}
