// Working hours as the settings page sees them.
import { Day, Flag, Nested, Text, Uuid } from '../platform/http/fields.js';

export class IntervalFields {
  @Text({ min: 5, max: 5, description: 'HH:MM' }) from!: string;
  @Text({ min: 5, max: 5, description: 'HH:MM or 24:00; not after `from`: on the next day' }) to!: string;
}

export class WeekdayFields {
  @Nested(() => IntervalFields, { list: true, maxItems: 24 }) intervals!: IntervalFields[];
}

export class HolidayFields {
  @Day() date!: string;
  @Text({ max: 200 }) name!: string;
  @Nested(() => IntervalFields, {
    list: true,
    maxItems: 24,
    optional: true,
    description: 'A half day; absent or empty: closed.',
  })
  intervals?: IntervalFields[];
}

export class CalendarView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Flag({ description: 'Counts for every ticket whose team has no hours of its own.' }) isDefault!: boolean;
  @Uuid({ description: 'Immutable: finished durations name the version they were measured with.' }) versionId!: string;
  @Text() timeZone!: string;
  @Nested(() => WeekdayFields, { list: true, description: 'Seven days, Monday first.' }) weekly!: WeekdayFields[];
  @Nested(() => HolidayFields, { list: true }) holidays!: HolidayFields[];
}

export class CalendarRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Text({ min: 1, max: 64, description: 'IANA name' }) timeZone!: string;
  @Nested(() => WeekdayFields, { list: true, maxItems: 7 }) weekly!: WeekdayFields[];
  @Nested(() => HolidayFields, { list: true, maxItems: 1000, optional: true }) holidays?: HolidayFields[];
  @Flag({ optional: true }) isDefault?: boolean;
}
