// Holiday sets as the hours page asks for them.
import { Choice, Nested, Text, Whole } from '../platform/http/fields.js';
import { HolidayFields } from './calendars.requests.js';

const LANGUAGES = ['en', 'ru', 'bg'] as const;

export class LanguageQuery {
  @Choice(LANGUAGES, { optional: true, description: 'Of the names; English when absent.' })
  language?: (typeof LANGUAGES)[number];
}

export class HolidayQuery extends LanguageQuery {
  @Text({ min: 2, max: 2, description: 'ISO 3166-1 code' }) country!: string;
  @Whole({ min: 2000, max: 2100 }) year!: number;
}

export class HolidayCountry {
  @Text() code!: string;
  @Text() name!: string;
}

export class HolidaySetView {
  @Nested(() => HolidayFields, { list: true, description: 'Public holidays of the whole country, by date.' })
  holidays!: HolidayFields[];
}
