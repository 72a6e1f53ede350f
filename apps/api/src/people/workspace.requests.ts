// The workspace itself: its name, language and time zone.
import { Choice, Json, Text, Uuid } from '../platform/http/fields.js';
import { LOCALES } from '../platform/words/words.js';

export class WorkspaceView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() slug!: string;
  @Choice(LOCALES) locale!: string;
  @Text({ description: 'IANA name; days in reports are days of this zone.' }) timeZone!: string;
  @Json() settings!: Record<string, unknown>;
}

export class ChangeWorkspaceRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Choice(LOCALES, { optional: true }) locale?: string;
  @Text({ optional: true, max: 64 }) timeZone?: string;
  @Json({ optional: true, description: 'Merged into the present settings; a null removes a key.' })
  settings?: Record<string, unknown>;
}
