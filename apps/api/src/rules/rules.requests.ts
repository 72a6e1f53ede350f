// Rules as the settings page sees them, what a dry run says, and the log of what they did.
import type { Condition } from '../platform/conditions/condition.js';
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import type { When } from './rule.js';
import type { RuleAction } from './rule-action.js';

export class DryRunRequest {
  @Json({
    description:
      '`{on: "event", events: [opened, customer-wrote, …]}` or `{on: "time", since: waiting | customer-message | agent-reply | state | solved, state?, seconds, clock: calendar | business}`.',
  })
  when!: When;
  @Json({ description: 'A condition over the fields of a ticket, `previous.*`, `message.*`, `event.*`, `hours.open`.' })
  condition!: Condition;
}

export class RuleRequest extends DryRunRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Flag() enabled!: boolean;
  @Json({ list: true, maxItems: 20, description: 'What it does, in order: {do: assign | state | priority | …}.' })
  actions!: RuleAction[];
  @Flag({ description: 'The rules after it are not asked about what it ran for.' }) stop!: boolean;
}

export class RuleView extends RuleRequest {
  @Uuid() id!: string;
  @Whole({ description: 'Runs in a row in which something could not be done.' }) failures!: number;
  @Instant({ nullable: true }) failingSince!: string | null;
}

export class RuleOrderRequest {
  @Uuid({ list: true, maxItems: 1000, description: 'Every rule, first to last.' }) ids!: string[];
}

export class RuleName {
  @Uuid() id!: string;
  @Text() name!: string;
  @Flag() deleted!: boolean;
}

export class DryRunTicket {
  @Uuid() id!: string;
  @Whole() number!: number;
  @Text({ nullable: true }) subject!: string | null;
  @Text() preview!: string;
  @Text({ nullable: true }) customer!: string | null;
  @Instant({ description: 'When the rule would have run first.' }) at!: string;
  @Whole({ description: 'How often.' }) times!: number;
}

export class DryRunView {
  @Whole({ description: 'How many of the newest tickets were looked at.' }) looked!: number;
  @Nested(() => DryRunTicket, { list: true }) tickets!: DryRunTicket[];
  @Choice(['values-now', 'hours-now'], {
    list: true,
    description:
      'What is only near the truth. values-now: some fields are compared as they are today. hours-now: by the working hours of today.',
  })
  nearly!: ('values-now' | 'hours-now')[];
}

export class OutcomeView {
  @Text() do!: string;
  @Choice(['done', 'failed', 'left-out']) how!: 'done' | 'failed' | 'left-out';
  @Text({ optional: true, description: 'Why it was not done.' }) code?: string;
}

export class RuleRunView {
  @Uuid() id!: string;
  @Uuid() ruleId!: string;
  @Uuid() ticketId!: string;
  @Whole() number!: number;
  @Text({ nullable: true }) subject!: string | null;
  @Text() preview!: string;
  @Choice(['doing', 'done', 'failed', 'held-back']) state!: 'doing' | 'done' | 'failed' | 'held-back';
  @Nested(() => OutcomeView, { list: true }) outcomes!: OutcomeView[];
  @Instant() at!: string;
}

export class RuleRunPage {
  @Nested(() => RuleRunView, { list: true }) items!: RuleRunView[];
  @Text({ nullable: true }) next!: string | null;
}

export class RuleRunsQuery {
  @Uuid({ optional: true }) ruleId?: string;
  @Uuid({ optional: true }) ticketId?: string;
  @Uuid({ optional: true, description: 'The `next` of the page before.' }) cursor?: string;
}
