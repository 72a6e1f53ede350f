// What the routes of macros take and give.
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';

const SCOPES = ['personal', 'team', 'shared'] as const;

export class MacroBody {
  @Text({ min: 1, max: 120 }) name!: string;
  @Choice(SCOPES) scope!: (typeof SCOPES)[number];
  @Uuid({ optional: true, nullable: true, description: 'Whose, if it is a team’s.' }) teamId?: string | null;
  @Text({ max: 50_000, description: 'May hold gaps: {{customer.first_name|there}}.' }) text!: string;
  @Text({ max: 200_000 }) html!: string;
  @Json({ optional: true, description: 'The same words in other languages: {ru: {text, html}}.' })
  variants?: Record<string, unknown>;
  @Json({ list: true, optional: true, maxItems: 20, description: 'Done to the ticket when the words are sent.' })
  actions?: Record<string, unknown>[];
}

export class MacroView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Choice(SCOPES) scope!: (typeof SCOPES)[number];
  @Uuid({ nullable: true }) agentId!: string | null;
  @Uuid({ nullable: true }) teamId!: string | null;
  @Text() text!: string;
  @Text() html!: string;
  @Json() variants!: object;
  @Json({ list: true }) actions!: object[];
  @Instant() updatedAt!: string;
  @Whole({ nullable: true, description: 'How often it was sent in 30 days, when asked for; 1,000: or more.' })
  uses!: number | null;
}

export class MacrosQuery {
  @Flag({ optional: true, description: 'Also how often each was sent.' }) uses?: boolean;
}

export class MacroKept {
  @Uuid() id!: string;
}

export class RenderBody {
  @Uuid() ticketId!: string;
}

export class RenderedMacro {
  @Text() text!: string;
  @Text() html!: string;
  @Json({ list: true }) actions!: object[];
  @Text({ list: true, description: 'Gaps that nothing was known for, as the person calls them: “…” stands there.' })
  missing!: string[];
}

class ImportRow {
  @Text({ min: 1, max: 120 }) name!: string;
  @Text({ min: 1, max: 50_000 }) text!: string;
}

export class ImportMacrosBody {
  @Choice(SCOPES) scope!: (typeof SCOPES)[number];
  @Uuid({ optional: true, nullable: true }) teamId?: string | null;
  @Nested(() => ImportRow, { list: true, maxItems: 500 }) rows!: ImportRow[];
}

export class ImportedMacros {
  @Whole() made!: number;
  @Whole({ description: 'Their names were there already: left as they are.' }) known!: number;
}
