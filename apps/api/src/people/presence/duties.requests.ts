// What each agent can take on, as the settings see it.
import { Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';

const MOST = { min: 0, max: 1000, optional: true, nullable: true } as const;

export class CapacityFields {
  @Whole({
    ...MOST,
    description: 'Open tickets of the site chat at once; null: no limit; absent: as the workspace has it.',
  })
  chat?: number | null;
  @Whole({ ...MOST, description: 'Of messengers.' }) messenger?: number | null;
  @Whole({ ...MOST, description: 'Of e-mail and the API.' }) mail?: number | null;
  @Whole({ ...MOST, description: 'Of all together.' }) total?: number | null;
}

export class DutyInterval {
  @Text({ min: 5, max: 5, description: 'HH:MM' }) from!: string;
  @Text({ min: 5, max: 5, description: 'HH:MM or 24:00; not after `from`: on the next day' }) to!: string;
}

export class DutyDay {
  @Nested(() => DutyInterval, { list: true, maxItems: 24 }) intervals!: DutyInterval[];
}

export class ScheduleFields {
  @Text({ min: 1, max: 64, description: 'IANA name' }) timeZone!: string;
  @Nested(() => DutyDay, { list: true, maxItems: 7, description: 'Seven days, Monday first.' }) weekly!: DutyDay[];
}

export class DutyRequest {
  @Text({ list: true, maxItems: 50, min: 1, max: 50, description: 'Names; language:ru is a language.' })
  skills!: string[];
  @Nested(() => CapacityFields) capacity!: CapacityFields;
  @Nested(() => ScheduleFields, { nullable: true, description: 'null: whenever a screen is open.' })
  schedule!: ScheduleFields | null;
}

export class DutyView {
  @Uuid() agentId!: string;
  @Text({ list: true }) skills!: string[];
  @Nested(() => CapacityFields, { description: 'Their own; what is absent is as the workspace has it.' })
  capacity!: CapacityFields;
  @Nested(() => ScheduleFields, { nullable: true }) schedule!: ScheduleFields | null;
}

export class SkillView {
  @Whole() id!: number;
  @Text() name!: string;
}
