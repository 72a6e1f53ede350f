// Saved reports as they are asked for, kept and told; and how one is mailed.
import { SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { Choice, Email, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { LOCALES } from '../../platform/words/words.js';
import { BROKEN_DOWN, type BrokenDown, DIMENSIONS, type Dimension } from '../figures.js';
import { OverviewQuery } from '../reports.requests.js';
import { PERIODS, type PeriodName } from './named-period.js';
import { FILES, type FileKind } from './saved-reports.store.js';

/** What can leave as a file or a mail. */
export const FILED_TABS = [
  'overview',
  'satisfaction',
  'breakdown',
  'cards',
  'load',
  'monthly',
  'loyalty',
  'answers',
] as const;
export const STANDINGS = ['low', 'middle', 'good'] as const;
export const FEELINGS = ['positive', 'neutral', 'negative'] as const;
/** For leads alone. */
export const LEADS_TABS: readonly FiledTab[] = ['monthly', 'loyalty', 'answers'];
export type FiledTab = (typeof FILED_TABS)[number];

export class ReportFileQuery extends OverviewQuery {
  @Choice(FILED_TABS, { description: '`monthly`: the report for management, of the month before by default.' })
  tab: FiledTab;
  @Choice(FILES)
  as: FileKind;
  @Choice(PERIODS, { optional: true, description: 'A period by its name, in place of `from` and `to`.' })
  period?: PeriodName;
  @Choice(BROKEN_DOWN, { optional: true, description: 'Of a breakdown.' })
  figure?: BrokenDown;
  @Choice(DIMENSIONS, { optional: true, description: 'Of a breakdown.' })
  by?: Dimension;
  @Uuid({ optional: true, description: 'With `by` = `field`: which field.' })
  field?: string;
  @Choice(SURVEY_KINDS, { optional: true, description: 'Of satisfaction. Absent: CSAT, or the kind most sent.' })
  kind?: SurveyKind;
  @Whole({ optional: true, min: 7, max: 730, description: 'Of loyalty: days after which a customer has left.' })
  gone?: number;
  @Text({ optional: true, min: 3, max: 3, description: 'Of loyalty. Absent: the currency with most orders.' })
  currency?: string;
  @Choice(STANDINGS, { optional: true, description: 'Of the answers, as the next ones.' })
  standing?: (typeof STANDINGS)[number];
  @Choice(FEELINGS, { optional: true })
  feeling?: (typeof FEELINGS)[number];
  @Text({ optional: true, max: 60 })
  reason?: string;
  @Text({ optional: true, max: 200 })
  theme?: string;
  @Text({ optional: true, max: 500 })
  q?: string;
  @Choice(LOCALES, { optional: true, description: 'Absent: yours.' })
  locale?: string;
}

export class SaveReportRequest {
  @Text({ min: 1, max: 80 }) name!: string;
  @Flag({ description: 'Seen by everybody who works here; for leads to decide.' }) shared!: boolean;
  @Text({ min: 1, max: 30, description: 'Which page of the reports, or `monthly`.' }) tab!: string;
  @Choice(PERIODS, {
    nullable: true,
    description: 'A period that moves on with time; null: the days in `search`, or the usual ones.',
  })
  period!: PeriodName | null;
  @Json({ description: 'What stands in the address beside: at most 20 short words by their names.' })
  search!: Record<string, string>;
}

export class MailingRequest {
  @Choice(['week', 'month']) every!: 'week' | 'month';
  @Whole({ min: 1, max: 28, description: 'Of a week 1 (Monday) to 7, of a month 1 to 28.' }) day!: number;
  @Text({ min: 5, max: 5, description: 'HH:MM' }) at!: string;
  @Text({ min: 1, max: 60 }) timeZone!: string;
  @Choice(LOCALES) locale!: string;
  @Uuid({ list: true, maxItems: 50 }) agentIds!: string[];
  @Email({ list: true, maxItems: 20, description: 'Of people who do not work here: for owners alone to add.' })
  addresses!: string[];
  @Choice(FILES, { list: true, maxItems: 3 }) files!: FileKind[];
}

export class MailingView extends MailingRequest {
  @Instant({ nullable: true, description: 'Null: whoever set it up may not any more; set it up again.' })
  dueAt!: string | null;
  @Instant({ nullable: true }) sentAt!: string | null;
}

export class SavedReportView extends SaveReportRequest {
  @Uuid() id!: string;
  @Uuid() ownerId!: string;
  @Flag() mayChange!: boolean;
  @Nested(() => MailingView, { nullable: true, description: 'For leads to see; null: nobody gets it by mail.' })
  mailing!: MailingView | null;
}
