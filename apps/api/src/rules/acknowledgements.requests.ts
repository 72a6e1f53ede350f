// Acknowledgements as the settings page sees them: one a connection.
import { Flag, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';

export class AcknowledgementWordsView {
  @Text({ optional: true, max: 5000, description: 'While somebody is there.' }) open?: string;
  @Text({ optional: true, max: 5000, description: 'Out of hours.' }) closed?: string;
}

export class AcknowledgementWordings {
  @Nested(() => AcknowledgementWordsView, { optional: true }) en?: AcknowledgementWordsView;
  @Nested(() => AcknowledgementWordsView, { optional: true }) ru?: AcknowledgementWordsView;
  @Nested(() => AcknowledgementWordsView, { optional: true }) bg?: AcknowledgementWordsView;
}

export class AcknowledgementRequest {
  @Flag() enabled!: boolean;
  @Nested(() => AcknowledgementWordings, {
    description:
      'Own words by language, with {hello}, {name}, {number}, {promise}, {workspace}; what is absent is said in ours.',
  })
  wording!: AcknowledgementWordings;
  @Whole({ min: 10, max: 10_080, description: 'One address hears from it once in so many minutes.' })
  quietMinutes!: number;
}

export class AcknowledgementView extends AcknowledgementRequest {
  @Uuid() connectionId!: string;
  @Text() name!: string;
  @Text() kind!: string;
  @Nested(() => AcknowledgementWordings, { description: 'Our words by language.' }) defaults!: AcknowledgementWordings;
  @Nested(() => AcknowledgementWordings, { description: 'What {promise} would say now, and out of hours.' })
  promises!: AcknowledgementWordings;
}
