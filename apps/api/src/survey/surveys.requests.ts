// Surveys as the settings page sees and changes them.
import { type Look, NOT_ASKED_REASONS, type NotAskedReason, type Standing, type SurveyKind } from '@otklik/survey';
import type { Condition } from '../platform/conditions/condition.js';
import { Choice, Day, Flag, Json, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { LOCALES, type Locale } from '../platform/words/words.js';
import { CASE_OWNERS, type CaseOwner } from './survey-settings.js';

const KINDS = ['csat', 'nps', 'ces'];
const LOOKS = ['thumbs', 'faces', 'stars', 'numbers'];
const STANDINGS = ['low', 'middle', 'good'];

export class WordingView {
  @Text({ optional: true, max: 300 }) question?: string;
  @Text({ optional: true, max: 300, description: 'The open question after a low score.' }) followUpLow?: string;
  @Text({ optional: true, max: 300 }) followUpMiddle?: string;
  @Text({ optional: true, max: 300 }) followUpGood?: string;
}

export class WordingsView {
  @Nested(() => WordingView, { optional: true }) en?: WordingView;
  @Nested(() => WordingView, { optional: true }) ru?: WordingView;
  @Nested(() => WordingView, { optional: true }) bg?: WordingView;
}

export class LineWords {
  @Text({ optional: true, max: 300 }) en?: string;
  @Text({ optional: true, max: 300 }) ru?: string;
  @Text({ optional: true, max: 300 }) bg?: string;
}

export class QuietHoursView {
  @Text({ max: 5, description: '`HH:MM` on the customer’s own clock.' }) from!: string;
  @Text({ max: 5, description: 'Before `from`: the next morning.' }) to!: string;
}

export class MoreQuestionView {
  @Text({ min: 1, max: 20, description: 'Chosen by whoever adds it; answers are kept under it.' }) id!: string;
  @Choice(KINDS) kind!: SurveyKind;
  @Whole({ min: 2, max: 10 }) scaleMax!: number;
  @Choice(LOOKS) look!: Look;
  @Nested(() => LineWords, { description: 'Without words of its own it is asked in ours.' }) words!: LineWords;
}

export class ReasonView {
  @Text({ min: 1, max: 20 }) id!: string;
  @Choice(STANDINGS, { list: true, maxItems: 3, description: 'After which scores it is offered.' }) on!: Standing[];
  @Nested(() => LineWords) words!: LineWords;
}

export class CaseRuleView {
  @Flag() enabled!: boolean;
  @Whole({ nullable: true, min: 0, max: 10, description: 'At this score and below; null: after every low one.' })
  at!: number | null;
  @Choice(CASE_OWNERS, {
    description: 'Who has it: who solved the ticket, its assignee, a lead of the team, or one agent.',
  })
  owner!: CaseOwner;
  @Uuid({ nullable: true }) agentId!: string | null;
  @Whole({ min: 1, max: 720, description: 'Of the working hours; without any, of the clock.' }) dueHours!: number;
  @Text({ max: 4000, description: 'What to do then, for whoever has it.' }) playbook!: string;
  @Text({ list: true, maxItems: 20, max: 200, description: 'To be ticked off.' }) steps!: string[];
  @Flag({ description: 'The customer is asked once more when it is closed.' }) askAgain!: boolean;
}

export class RoundRuleView {
  @Whole({ min: 30, max: 730 }) everyDays!: number;
  @Day({ description: 'The day of the first round.' }) startOn!: string;
  @Uuid({ nullable: true, description: 'Null: everybody.' }) segmentId!: string | null;
  @Whole({ min: 1, max: 730, description: 'Only people with whom there was a message in so many days.' })
  activeDays!: number;
}

export class ReviewPlaceView {
  @Text({ min: 1, max: 80 }) label!: string;
  @Text({ min: 1, max: 500 }) url!: string;
}

export class SurveyView {
  @Uuid() id!: string;
  @Choice(KINDS) kind!: SurveyKind;
  @Text() name!: string;
  @Flag() enabled!: boolean;
  @Json({ description: 'Which tickets it is meant for, over /api/v1/surveys/fields; `{all: []}`: every one.' })
  conditions!: Condition;
  @Flag({ description: 'Asks after a solve. Off: only by hand, by a rule, by the API and by links.' })
  automatic!: boolean;
  @Whole({ description: 'The highest score of the scale.' }) scaleMax!: number;
  @Whole({ list: true, description: 'The scales that this kind allows, by their highest score.' }) scales!: number[];
  @Choice(LOOKS) look!: Look;
  @Json({ description: 'Seconds between solving and asking, by channel kind or connection id.' })
  delaySeconds!: Record<string, number>;
  @Json({ description: 'What applies where nothing is set, by channel kind.' })
  defaultDelaySeconds!: Record<string, number>;
  @Whole({ description: 'At most one request per person in so many days, over all channels.' }) perPersonDays!: number;
  @Num({ description: 'The share of solved episodes that is asked, 0 to 100.' }) samplingPercent!: number;
  @Whole({ description: 'Days after which a link no longer works.' }) expiryDays!: number;
  @Nested(() => QuietHoursView, { nullable: true, description: 'Nobody is asked in these hours; null: at any hour.' })
  quiet!: QuietHoursView | null;
  @Whole({ description: 'Who has not answered is reminded once, so many days after asking; 0: never.' })
  reminderDays!: number;
  @Flag({ description: 'Also ask where the customer never wrote.' }) askAgentOnly!: boolean;
  @Flag({ description: 'Also ask where a rule solved the ticket.' }) askSolvedByRule!: boolean;
  @Flag({ description: 'Ask by e-mail, whatever the channel, who has written to us by e-mail before.' })
  byMail!: boolean;
  @Nested(() => WordingsView, { description: 'Own words by language; what is absent is asked in ours.' })
  wording!: WordingsView;
  @Nested(() => WordingsView, { description: 'Our words by language.' }) defaultWording!: WordingsView;
  @Nested(() => MoreQuestionView, { list: true, description: 'The second and third question.' })
  more!: MoreQuestionView[];
  @Nested(() => ReasonView, { list: true, description: 'Short reasons to tick.' }) reasons!: ReasonView[];
  @Nested(() => CaseRuleView, { description: 'What becomes of a bad answer.' }) cases!: CaseRuleView;
  @Nested(() => ReviewPlaceView, { list: true, description: 'Where whoever is glad may say so in public.' })
  reviews!: ReviewPlaceView[];
  @Nested(() => RoundRuleView, { nullable: true, description: 'Null: it never asks by the calendar.' })
  rounds!: RoundRuleView | null;
}

export class ChangeSurveyRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Flag({ optional: true }) enabled?: boolean;
  @Json({ optional: true, description: 'See /api/v1/surveys/fields; `{all: []}`: every ticket.' })
  conditions?: Condition;
  @Flag({ optional: true }) automatic?: boolean;
  @Whole({ optional: true, min: 2, max: 10 }) scaleMax?: number;
  @Choice(LOOKS, { optional: true }) look?: Look;
  @Json({ optional: true, description: 'Replaces all delays. Seconds, 0 to 1,209,600 (14 days).' })
  delaySeconds?: Record<string, unknown>;
  @Whole({ optional: true, min: 0, max: 365 }) perPersonDays?: number;
  @Num({ optional: true }) samplingPercent?: number;
  @Whole({ optional: true, min: 1, max: 90 }) expiryDays?: number;
  @Nested(() => QuietHoursView, { optional: true, nullable: true }) quiet?: QuietHoursView | null;
  @Whole({ optional: true, min: 0, max: 60 }) reminderDays?: number;
  @Flag({ optional: true }) askAgentOnly?: boolean;
  @Flag({ optional: true }) askSolvedByRule?: boolean;
  @Flag({ optional: true }) byMail?: boolean;
  @Nested(() => WordingsView, { optional: true, description: 'Replaces all own words.' }) wording?: WordingsView;
  @Nested(() => MoreQuestionView, { optional: true, list: true, maxItems: 2 }) more?: MoreQuestionView[];
  @Nested(() => ReasonView, { optional: true, list: true, maxItems: 12 }) reasons?: ReasonView[];
  @Nested(() => CaseRuleView, { optional: true }) cases?: CaseRuleView;
  @Nested(() => ReviewPlaceView, { optional: true, list: true, maxItems: 3 }) reviews?: ReviewPlaceView[];
  @Nested(() => RoundRuleView, { optional: true, nullable: true }) rounds?: RoundRuleView | null;
}

export class CreateSurveyRequest extends ChangeSurveyRequest {
  @Choice(KINDS) kind!: SurveyKind;
  @Text({ min: 1, max: 200 }) declare name: string;
}

export class SurveyOrderRequest {
  @Uuid({
    list: true,
    maxItems: 100,
    description: 'Every survey, first to last: the first that is meant for a ticket asks.',
  })
  ids!: string[];
}

export class PreviewSurveyRequest extends ChangeSurveyRequest {
  @Choice(KINDS) kind!: SurveyKind;
  @Choice(LOCALES) locale!: Locale;
  @Whole({ optional: true, nullable: true, min: 0, max: 10, description: 'As if this had been answered.' })
  score?: number | null;
}

export class ButtonRow {
  @Text({ list: true }) labels!: string[];
}

export class TelegramPreview {
  @Text() text!: string;
  @Nested(() => ButtonRow, { list: true }) rows!: ButtonRow[];
}

export class SurveyPreview {
  @Text({ description: 'The page, a whole HTML document.' }) page!: string;
  @Text({ description: 'The mail, a whole HTML document.' }) mail!: string;
  @Nested(() => TelegramPreview) telegram!: TelegramPreview;
  @Json({ description: 'The card in the chat of a site.' }) card!: object;
}

export class SurveyName {
  @Uuid() id!: string;
  @Text() name!: string;
  @Choice(KINDS) kind!: SurveyKind;
}

export class SurveyWord {
  @Text() id!: string;
  @Text() name!: string;
}

export class SurveyWordsView {
  @Nested(() => SurveyWord, { list: true }) surveys!: SurveyWord[];
  @Nested(() => SurveyWord, { list: true, description: 'Reasons to tick, in the caller’s language.' })
  reasons!: SurveyWord[];
}

export class AskRequest {
  @Uuid({ optional: true, nullable: true, description: 'Absent: the first that is meant for the ticket.' })
  surveyId?: string | null;
}

export class AskedView {
  @Flag() asked!: boolean;
  @Choice(NOT_ASKED_REASONS, { nullable: true, description: 'Why not.' }) reason!: NotAskedReason | null;
}
