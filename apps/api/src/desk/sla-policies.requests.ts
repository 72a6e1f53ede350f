// SLA policies as the settings page sees them.
import { Choice, Flag, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { POLICY_FIELDS, type PolicyField, SLA_CLOCKS } from './sla-policy.js';

const LONGEST = 366 * 24 * 3600;

export class SlaConditionFields {
  @Choice(POLICY_FIELDS) field!: PolicyField;
  @Text({ list: true, min: 1, max: 100, maxItems: 200, description: 'Any of these. Priorities and tags in digits.' })
  is!: string[];
}

export class SlaConditionsFields {
  @Nested(() => SlaConditionFields, { list: true, maxItems: 20, description: 'All must be met; none: every ticket.' })
  all!: SlaConditionFields[];
}

export class SlaPolicyRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Flag() enabled!: boolean;
  @Nested(() => SlaConditionsFields) conditions!: SlaConditionsFields;
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
