// Notes about people and companies, for colleagues only.
import { Instant, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';

export class NotesQuery {
  @Uuid({ optional: true, description: '`next` of the page before.' }) before?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class PersonNoteView {
  @Uuid() id!: string;
  @Uuid({ nullable: true, description: 'Who wrote it; null: a program.' }) agentId!: string | null;
  @Text() text!: string;
  @Instant() at!: string;
  @Instant({ nullable: true }) editedAt!: string | null;
}

export class PersonNotePage {
  @Nested(() => PersonNoteView, { list: true }) items!: PersonNoteView[];
  @Uuid({ nullable: true }) next!: string | null;
}

export class PersonNoteRequest {
  @Text({ min: 1, max: 10_000 }) text!: string;
}
