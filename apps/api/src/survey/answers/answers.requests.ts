// What is asked of open answers, and what comes back: lists, counts, themes.
import { ANSWER_LANGUAGES, FEELINGS, SURVEY_KINDS } from '@otklik/survey';
import { Choice, Day, Flag, Instant, Nested, Num, Text, Uuid, Whole } from '../../platform/http/fields.js';

const STANDINGS = ['low', 'middle', 'good'] as const;
const VERDICTS = ['higher', 'lower', 'no-difference', 'too-few'] as const;

export class AnswersQuery {
  @Day({
    optional: true,
    description: 'First day of the answers, in the workspace’s time zone. Absent: 29 days before `to`.',
  })
  from?: string;
  @Day({ optional: true, description: 'Last day, included. Absent: today.' })
  to?: string;
  @Text({ optional: true, max: 40 })
  channel?: string;
  @Uuid({ optional: true })
  teamId?: string;
  @Uuid({ optional: true, description: 'Who solved. An agent may only ask for themselves.' })
  agentId?: string;
  @Choice(SURVEY_KINDS, { optional: true })
  kind?: 'csat' | 'nps' | 'ces';
  @Choice(STANDINGS, { optional: true, description: 'Of the score.' })
  standing?: 'low' | 'middle' | 'good';
  @Text({ optional: true, max: 60, description: 'The id of a reason that was chosen.' })
  reason?: string;
  @Choice(ANSWER_LANGUAGES, { optional: true })
  language?: string;
  @Choice(FEELINGS, { optional: true })
  feeling?: 'positive' | 'neutral' | 'negative';
  @Whole({ optional: true, min: 1, max: 2_147_483_647, description: 'The number of a tag.' })
  tag?: number;
  @Text({ optional: true, max: 200, description: 'As themes are named: language, colon, stems. `en:late delivery`.' })
  theme?: string;
  @Text({ optional: true, max: 500, description: 'Words that stand in it, in any form.' })
  q?: string;
}

export class AnswersPageQuery extends AnswersQuery {
  @Text({ optional: true, max: 300 })
  cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 })
  limit?: number;
}

export class TagRef {
  @Whole()
  id: number;
  @Text()
  name: string;
}

export class OpenAnswer {
  @Uuid({ description: 'Of the invitation.' })
  id: string;
  @Uuid()
  ticketId: string;
  @Whole()
  number: number;
  @Instant()
  at: string;
  @Choice(SURVEY_KINDS)
  kind: 'csat' | 'nps' | 'ces';
  @Whole()
  scaleMax: number;
  @Whole()
  score: number;
  @Choice(STANDINGS)
  standing: 'low' | 'middle' | 'good';
  @Text({ list: true, description: 'What was chosen besides, in the reader’s language.' })
  reasons: string[];
  @Text({
    description:
      'Personal things stand in it as ⟨email⟩, ⟨phone⟩, ⟨card⟩, ⟨iban⟩, ⟨document⟩ or ⟨link⟩; the ticket has the original.',
  })
  text: string;
  @Whole({ description: 'How many personal things were taken out.' })
  taken: number;
  @Choice(ANSWER_LANGUAGES)
  language: string;
  @Choice(FEELINGS)
  feeling: 'positive' | 'neutral' | 'negative';
  @Text()
  channel: string;
  @Uuid({ nullable: true })
  agentId: string | null;
  @Uuid({ nullable: true })
  teamId: string | null;
  @Uuid()
  surveyId: string;
  @Text()
  survey: string;
  @Uuid()
  contactId: string;
  @Text({ nullable: true })
  contact: string | null;
  @Nested(() => TagRef, { list: true })
  tags: TagRef[];
}

export class AnswersPage {
  @Nested(() => OpenAnswer, { list: true })
  items: OpenAnswer[];
  @Text({ nullable: true })
  next: string | null;
}

export class NamedCount {
  @Text()
  value: string;
  @Text({ nullable: true, description: 'Of tags and reasons.' })
  name: string | null;
  @Whole()
  n: number;
}

export class ShareChange {
  @Num({ nullable: true })
  difference: number | null;
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
  @Choice(VERDICTS)
  verdict: (typeof VERDICTS)[number];
}

export class FeelingFigure {
  @Choice(FEELINGS)
  feeling: 'positive' | 'neutral' | 'negative';
  @Whole()
  count: number;
  @Whole()
  n: number;
  @Num({ nullable: true })
  share: number | null;
  @Num({ nullable: true, description: '95 %.' })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
  @Num({ nullable: true, description: 'Share in the period before, of equal length.' })
  before: number | null;
  @Nested(() => ShareChange)
  change: ShareChange;
}

export class ReadRight {
  @Choice(['en', 'ru', 'bg'])
  language: string;
  @Whole({ description: 'Short answers of our own that were judged by people.' })
  n: number;
  @Num({ description: 'Share of them whose feeling is read as people read it.' })
  share: number;
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
}

export class Agreement {
  @Choice(STANDINGS)
  standing: 'low' | 'middle' | 'good';
  @Choice(FEELINGS)
  feeling: 'positive' | 'neutral' | 'negative';
  @Whole()
  count: number;
  @Whole()
  n: number;
  @Num({ nullable: true })
  share: number | null;
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
}

export class AnswersSummary {
  @Day()
  from: string;
  @Day()
  to: string;
  @Whole({ description: 'Answers with words, with everything that is chosen.' })
  n: number;
  @Nested(() => NamedCount, {
    list: true,
    description: 'What each choice of this sort would leave, the others being as they are.',
  })
  kinds: NamedCount[];
  @Nested(() => NamedCount, { list: true })
  standings: NamedCount[];
  @Nested(() => NamedCount, { list: true })
  languages: NamedCount[];
  @Nested(() => NamedCount, { list: true })
  reasons: NamedCount[];
  @Nested(() => NamedCount, { list: true })
  tags: NamedCount[];
  @Nested(() => FeelingFigure, { list: true })
  feelings: FeelingFigure[];
  @Nested(() => ReadRight, {
    list: true,
    description: 'How often a feeling is read right, measured on samples of ours.',
  })
  measured: ReadRight[];
  @Nested(() => Agreement, { list: true, description: 'How feeling and score agree on these answers.' })
  agreement: Agreement[];
}

export class ThemeQuote {
  @Uuid()
  id: string;
  @Uuid()
  ticketId: string;
  @Text()
  text: string;
  @Choice(FEELINGS)
  feeling: 'positive' | 'neutral' | 'negative';
}

export class AnswerTheme {
  @Text({ description: 'To ask for its answers by.' })
  theme: string;
  @Text({ description: 'As it is mostly said.' })
  said: string;
  @Whole({ description: 'Answers that say it.' })
  count: number;
  @Whole({ description: 'Answers of this language.' })
  n: number;
  @Num()
  share: number;
  @Num({ nullable: true })
  low: number | null;
  @Num({ nullable: true })
  high: number | null;
  @Whole()
  previousCount: number;
  @Whole()
  previousN: number;
  @Nested(() => ShareChange, {
    description: 'Against the period before; corrected for all phrases that were compared.',
  })
  change: ShareChange;
  @Nested(() => ThemeQuote, { list: true })
  quotes: ThemeQuote[];
}

export class ThemesOfLanguage {
  @Choice(['en', 'ru', 'bg'])
  language: string;
  @Whole()
  n: number;
  @Nested(() => AnswerTheme, { list: true })
  themes: AnswerTheme[];
}

export class AnswerThemes {
  @Day()
  from: string;
  @Day()
  to: string;
  @Day()
  previousFrom: string;
  @Day()
  previousTo: string;
  @Flag({ description: 'There were more answers than are looked at: the newest 20,000 were.' })
  cut: boolean;
  @Nested(() => ThemesOfLanguage, { list: true })
  languages: ThemesOfLanguage[];
}

export class TagAnswerRequest {
  @Text({ list: true, maxItems: 20, min: 1, max: 50, description: 'All its tags; new ones are made.' })
  names: string[];
}
