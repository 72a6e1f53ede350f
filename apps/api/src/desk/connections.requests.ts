// Channel connections as the settings page sees them: secrets go in, and never come out.
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';

export class LabelWords {
  @Text() en!: string;
  @Text() ru!: string;
  @Text() bg!: string;
}

export class ConfigFieldView {
  @Text() name!: string;
  @Choice(['text', 'secret', 'url', 'email', 'number', 'flag', 'choice', 'lines', 'picture']) type!: string;
  @Flag({ optional: true }) required?: boolean;
  @Json({ optional: true, description: 'A text, a number or a flag.' }) default?: unknown;
  @Text({ list: true, optional: true }) choices?: string[];
  @Json({ optional: true, description: 'Shown only while the field so named has one of these values: {field, is}.' })
  when?: { field: string; is: string[] };
  @Nested(() => LabelWords) label!: LabelWords;
  @Nested(() => LabelWords, { optional: true }) hint?: LabelWords;
}

export class ConnectionKindView {
  @Text() kind!: string;
  @Nested(() => LabelWords) label!: LabelWords;
  @Nested(() => ConfigFieldView, { list: true }) configSchema!: ConfigFieldView[];
  @Json({ description: 'What the channel can do: html, buttons, receipts, edits, files, maxLength…' })
  abilities!: Record<string, unknown>;
}

export class ConnectionView {
  @Uuid() id!: string;
  @Text() kind!: string;
  @Text() name!: string;
  @Text({ description: 'Public: it names the connection in webhooks and in the widget snippet.' }) key!: string;
  @Text({ nullable: true, description: 'Our address there: a mailbox, a bot’s name.' }) address!: string | null;
  @Choice(['ok', 'broken', 'off']) state!: 'ok' | 'broken' | 'off';
  @Text({ nullable: true }) stateReason!: string | null;
  @Json({ description: 'The settings; a secret field is {"set": true} or {"set": false}.' }) config!: Record<
    string,
    unknown
  >;
  @Text({ nullable: true, description: 'Where the vendor calls us; null where nobody does.' }) hookUrl!: string | null;
  @Text({ nullable: true, description: 'Site chat: what to paste into the page.' }) snippet!: string | null;
  @Text({ nullable: true, description: 'What was done differently from what was asked, in words.' }) notice!:
    | string
    | null;
  @Instant() createdAt!: string;
}

export class CreateConnectionRequest {
  @Text({ min: 1, max: 40 }) kind!: string;
  @Text({ min: 1, max: 200 }) name!: string;
  @Json({ description: 'By the kind’s configSchema.' }) config!: Record<string, unknown>;
}

export class ChangeConnectionRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Json({
    optional: true,
    description: 'Only what changes; null clears a field; {"set": true} leaves a secret as it is.',
  })
  config?: Record<string, unknown>;
  @Choice(['ok', 'off'], { optional: true, description: 'off: nothing is fetched or sent until it is ok again.' })
  state?: 'ok' | 'off';
}

export class ConnectionTest {
  @Flag() ok!: boolean;
  @Text({ nullable: true, description: 'Who we are there.' }) name!: string | null;
  @Text({ nullable: true }) address!: string | null;
  @Text({ nullable: true, description: 'Why it did not work.' }) reason!: string | null;
}

export class TemplateView {
  @Text() name!: string;
  @Text({ description: 'As the vendor names it: en_US, ru.' }) language!: string;
  @Text({ description: 'Its variables stand as {{1}}, {{2}}…' }) text!: string;
  @Whole() variables!: number;
}

export class MakeDkimRequest {
  @Text({ optional: true, min: 1, max: 253, description: 'Absent: the domain of the mailbox’s address.' })
  domain?: string;
  @Text({ optional: true, min: 1, max: 63, description: 'Absent: `otklik`.' }) selector?: string;
}

export class DnsRecord {
  @Text() name!: string;
  @Text() value!: string;
}

export class DkimView {
  @Text() domain!: string;
  @Text() selector!: string;
  @Nested(() => DnsRecord, { description: 'A TXT record to publish: mail signed before it is there is not believed.' })
  record!: DnsRecord;
}
