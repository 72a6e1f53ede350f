// What the routes of drafts take and give.
import { Choice, Email, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';

const MODES = ['reply', 'note'] as const;

export class DraftMoreFields {
  @Email({ list: true, optional: true, maxItems: 50 }) cc?: string[];
  @Email({ list: true, optional: true, maxItems: 50 }) bcc?: string[];
  @Uuid({ list: true, optional: true, maxItems: 20 }) macroIds?: string[];
  @Json({ list: true, optional: true, maxItems: 30, description: 'What is done to the ticket when it is sent.' })
  actions?: Record<string, unknown>[];
  @Whole({ optional: true, min: 0, description: 'The last reply of ours that the writer had seen.' }) seenSeq?: number;
}

export class AsideFields {
  @Text({ min: 1, max: 80 }) device!: string;
  @Text({ max: 200_000 }) text!: string;
  @Text({ max: 1_000_000 }) html!: string;
  @Uuid({ list: true, maxItems: 20 }) files!: string[];
  @Text({ max: 40 }) at!: string;
}

export class KeepDraftBody {
  @Whole({ min: 0, description: 'The version these words were written on top of; 0: of none.' }) base!: number;
  @Text({ min: 1, max: 80, description: 'Which device writes: its own saves never stand against each other.' })
  device!: string;
  @Text({ min: 1, max: 200, description: 'The Idempotency-Key that it will be sent with.' }) key!: string;
  @Text({ max: 200_000 }) text!: string;
  @Text({ max: 1_000_000 }) html!: string;
  @Uuid({ list: true, maxItems: 20 }) fileIds!: string[];
  @Nested(() => DraftMoreFields) more!: DraftMoreFields;
  @Nested(() => AsideFields, {
    list: true,
    optional: true,
    maxItems: 5,
    description: 'Words of other devices that still stand aside. Absent: as they were.',
  })
  aside?: AsideFields[];
  @Flag({ optional: true, description: 'The page is going: what cannot replace newer words stands aside of them.' })
  leaving?: boolean;
}

export class KeptDraft {
  @Whole({ description: '0: nothing is kept, for it was emptied.' }) version!: number;
}

class DraftFile {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() contentType!: string;
  @Whole() size!: number;
  @Text({ nullable: true }) contentId!: string | null;
  @Text() url!: string;
}

class AsideView {
  @Text() device!: string;
  @Text() text!: string;
  @Text() html!: string;
  @Nested(() => DraftFile, { list: true }) files!: DraftFile[];
  @Text() at!: string;
}

export class DraftView {
  @Whole() version!: number;
  @Text() key!: string;
  @Text() text!: string;
  @Text() html!: string;
  @Nested(() => DraftFile, { list: true }) files!: DraftFile[];
  @Nested(() => DraftMoreFields) more!: DraftMoreFields;
  @Nested(() => AsideView, { list: true, description: 'Written elsewhere at the same time.' }) aside!: AsideView[];
  @Instant() updatedAt!: string;
}

export class TicketDrafts {
  @Nested(() => DraftView, { nullable: true }) reply!: DraftView | null;
  @Nested(() => DraftView, { nullable: true }) note!: DraftView | null;
}

export class DraftItem {
  @Uuid() ticketId!: string;
  @Choice(MODES) mode!: (typeof MODES)[number];
  @Text() text!: string;
  @Instant() updatedAt!: string;
  @Whole() number!: number;
  @Text({ nullable: true }) subject!: string | null;
  @Text() channel!: string;
  @Text() contact!: string;
}

export class DraftPage {
  @Nested(() => DraftItem, { list: true }) items!: DraftItem[];
  @Text({ nullable: true }) next!: string | null;
}

export class DraftPageQuery {
  @Text({ optional: true, max: 200 }) cursor?: string;
}

export class DraftTickets {
  @Uuid({ list: true }) ticketIds!: string[];
}
