// What the widget sends; what it gets back is WidgetBoot, WidgetVisitor, WidgetLine and WidgetLines of the contract.
import { Transform } from 'class-transformer';
import { Email, Flag, Json, Text, Uuid, Whole } from '../platform/http/fields.js';

/** Pasted text may carry characters that no database takes: they go quietly, the words stay. */
const Storable = (): PropertyDecorator =>
  Transform(({ value }) =>
    typeof value === 'string'
      ? value
          .replaceAll('\0', '')
          .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      : value,
  ) as PropertyDecorator;

export class BootQuery {
  @Text({ min: 1, max: 200 }) key!: string;
  @Text({ optional: true, max: 35 }) locale?: string;
}

export class RegisterVisitorRequest {
  @Text({ min: 1, max: 200 }) key!: string;
  @Text({ optional: true, nullable: true, max: 35 }) locale?: string | null;
  @Storable() @Text({ optional: true, nullable: true, max: 4000 }) page?: string | null;
  @Storable() @Text({ optional: true, nullable: true, max: 4000 }) referrer?: string | null;
}

export class IdentifyRequest {
  @Text({ min: 1, max: 200 }) key!: string;
  @Text({ min: 1, max: 4000 }) identity!: string;
  @Flag() begin!: boolean;
  @Text({ optional: true, nullable: true, max: 35 }) locale?: string | null;
  @Storable() @Text({ optional: true, nullable: true, max: 4000 }) page?: string | null;
  @Storable() @Text({ optional: true, nullable: true, max: 4000 }) referrer?: string | null;
}

export class ReturnRequest {
  @Text({ min: 1, max: 200 }) key!: string;
  @Text({ min: 1, max: 200 }) pass!: string;
}

export class TranscriptRequest {
  @Email() email!: string;
  @Text({ optional: true, nullable: true, max: 35 }) locale?: string | null;
}

export class AboutVisitorRequest {
  @Storable() @Text({ optional: true, nullable: true, max: 200 }) name?: string | null;
  @Email({ optional: true, nullable: true }) email?: string | null;
}

export class WriteLineRequest {
  @Uuid() clientId!: string;
  @Storable() @Text({ max: 20_000 }) text!: string;
  @Uuid({ list: true, optional: true, maxItems: 10 }) fileIds?: string[];
  @Storable() @Text({ optional: true, nullable: true, max: 4000 }) page?: string | null;
  @Text({ optional: true, nullable: true, max: 35 }) locale?: string | null;
}

export class LinesQuery {
  @Text({ optional: true, max: 200 }) after?: string;
}

export class EarlierQuery {
  @Text({ optional: true, max: 200 }) before?: string;
  @Uuid({ optional: true }) ticketId?: string;
}

export class TalksQuery {
  @Uuid({ optional: true }) before?: string;
}

export class ReadMarkRequest {
  @Uuid() ticketId!: string;
  @Whole({ min: 0, max: 2_000_000_000 }) seq!: number;
}

export class WidgetAnswerRequest {
  @Text({ min: 1, max: 300 }) token!: string;
  @Whole({ min: 0, max: 100 }) score!: number;
  @Storable() @Text({ optional: true, nullable: true, max: 5000 }) comment?: string | null;
  @Storable() @Text({ optional: true, list: true, maxItems: 20, max: 20 }) reasons?: string[];
  @Json({ optional: true, description: 'Scores of the other questions, by their ids.' })
  more?: Record<string, unknown>;
}
