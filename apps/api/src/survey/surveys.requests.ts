// Surveys as the settings page sees and changes them.
import { Choice, Flag, Json, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';

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

export class SurveyView {
  @Uuid() id!: string;
  @Choice(['csat', 'nps', 'ces']) kind!: 'csat' | 'nps' | 'ces';
  @Text() name!: string;
  @Flag() enabled!: boolean;
  @Whole({ description: 'The highest score of the scale.' }) scaleMax!: number;
  @Whole({ list: true, description: 'The scales that this kind allows, by their highest score.' }) scales!: number[];
  @Json({ description: 'Seconds between solving and asking, by channel kind or connection id.' })
  delaySeconds!: Record<string, number>;
  @Json({ description: 'What applies where nothing is set, by channel kind.' })
  defaultDelaySeconds!: Record<string, number>;
  @Whole({ description: 'At most one request per person in so many days, over all channels.' }) perPersonDays!: number;
  @Num({ description: 'The share of solved episodes that is asked, 0 to 100.' }) samplingPercent!: number;
  @Whole({ description: 'Days after which a link no longer works.' }) expiryDays!: number;
  @Flag({ description: 'Also ask where the customer never wrote.' }) askAgentOnly!: boolean;
  @Flag({ description: 'Also ask where a rule solved the ticket.' }) askSolvedByRule!: boolean;
  @Nested(() => WordingsView, { description: 'Own words by language; what is absent is asked in ours.' })
  wording!: WordingsView;
  @Nested(() => WordingsView, { description: 'Our words by language.' }) defaultWording!: WordingsView;
}

export class ChangeSurveyRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Flag({ optional: true }) enabled?: boolean;
  @Whole({ optional: true, min: 2, max: 10 }) scaleMax?: number;
  @Json({ optional: true, description: 'Replaces all delays. Seconds, 0 to 1,209,600 (14 days).' })
  delaySeconds?: Record<string, unknown>;
  @Whole({ optional: true, min: 0, max: 365 }) perPersonDays?: number;
  @Num({ optional: true }) samplingPercent?: number;
  @Whole({ optional: true, min: 1, max: 90 }) expiryDays?: number;
  @Flag({ optional: true }) askAgentOnly?: boolean;
  @Flag({ optional: true }) askSolvedByRule?: boolean;
  @Nested(() => WordingsView, { optional: true, description: 'Replaces all own words.' }) wording?: WordingsView;
}
