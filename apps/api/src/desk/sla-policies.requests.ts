// SLA policies as the settings page sees them.
import type { Condition } from '../platform/conditions/condition.js';
import { Choice, Flag, Json, Text, Uuid, Whole } from '../platform/http/fields.js';
import { SLA_CLOCKS } from './sla-policy.js';

const LONGEST = 366 * 24 * 3600;

export class SlaPolicyRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Flag() enabled!: boolean;
  @Json({
    description:
      'A condition over the fields of a ticket, see /api/v1/ticket-fields (none of promises); `{all: []}`: every ticket. The older `{all: [{field, is}]}` is understood.',
  })
  conditions!: Condition;
  @Choice(SLA_CLOCKS, { description: '`business`: in the working hours of the team, else of the workspace.' })
  clock!: (typeof SLA_CLOCKS)[number];
  @Whole({ nullable: true, min: 1, max: LONGEST }) firstResponseSeconds!: number | null;
  @Whole({ nullable: true, min: 1, max: LONGEST }) nextResponseSeconds!: number | null;
  @Whole({ nullable: true, min: 1, max: LONGEST }) resolutionSeconds!: number | null;
  @Whole({ min: 0, max: LONGEST, description: 'How long before the due instant we are warned.' }) warnSeconds!: number;
}

export class SlaPolicyView extends SlaPolicyRequest {
  @Uuid() id!: string;
}

export class SlaOrderRequest {
  @Uuid({ list: true, maxItems: 1000, description: 'Every policy, first to last: the first that fits speaks.' })
  ids!: string[];
}
