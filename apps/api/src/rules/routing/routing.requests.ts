// How work is handed out, as the settings see it, and the state of it now.
import { CapacityFields } from '../../people/presence/duties.requests.js';
import {
  PRESENCE_REASONS,
  PRESENCES,
  type PresenceReason,
  type PresenceState,
} from '../../people/presence/presence.js';
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { MODES, type Mode } from './choose-agent.js';

const DAY = 24 * 3600;

export class RoutingTermsFields {
  @Uuid({ nullable: true, description: 'Whose a ticket is that no rule gives to a team; null: of no team.' })
  defaultTeamId!: string | null;
  @Flag({ description: 'A ticket in Russian asks for the skill language:ru, where anybody of its team has it.' })
  byLanguage!: boolean;
  @Nested(() => CapacityFields, { description: 'Of agents who have none of their own.' }) capacity!: CapacityFields;
}

export class RoutingPlanFields {
  @Uuid({ nullable: true, description: 'null: the tickets of no team, which anybody may get.' }) teamId!: string | null;
  @Choice(MODES) mode!: Mode;
  @Flag() useCapacity!: boolean;
  @Whole({ nullable: true, min: 60, max: 30 * DAY, description: 'null: it waits for as long as it takes.' })
  overflowSeconds!: number | null;
  @Choice(['anyone', 'team'], { description: 'anyone: of this team, whatever their skills; never beyond capacity.' })
  overflowTo!: 'anyone' | 'team';
  @Uuid({ nullable: true }) overflowTeamId!: string | null;
  @Choice(['at-once', 'later', 'never'], {
    description: 'What becomes of tickets whose customers wait when their holder goes offline.',
  })
  giveBack!: 'at-once' | 'later' | 'never';
  @Whole({ min: 60, max: DAY }) giveBackSeconds!: number;
}

export class RoutingRuleRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Flag() enabled!: boolean;
  @Json({ description: 'Which tickets: a condition of the fields of GET /api/v1/ticket-fields.' })
  condition!: Record<string, unknown>;
  @Uuid({ nullable: true, description: 'null: the team is left as it is.' }) teamId!: string | null;
  @Text({ list: true, maxItems: 20, min: 1, max: 50, description: 'Only people with all of these.' }) skills!: string[];
  @Flag({ description: 'Before all others, as a VIP.' }) first!: boolean;
}

export class RoutingRuleView extends RoutingRuleRequest {
  @Uuid() id!: string;
}

export class RoutingRuleOrder {
  @Uuid({ list: true, maxItems: 100 }) ids!: string[];
}

export class RoutingView {
  @Nested(() => RoutingTermsFields) terms!: RoutingTermsFields;
  @Nested(() => RoutingPlanFields, { list: true, description: 'Teams that have none hand out by hand.' })
  plans!: RoutingPlanFields[];
  @Nested(() => RoutingRuleView, { list: true, description: 'The first that fits speaks.' }) rules!: RoutingRuleView[];
}

export class NowLoad {
  @Whole() chat!: number;
  @Whole() messenger!: number;
  @Whole() mail!: number;
}

export class NowAgent {
  @Uuid() agentId!: string;
  @Choice(PRESENCES) state!: PresenceState;
  @Choice(PRESENCE_REASONS) why!: PresenceReason;
  @Instant({ nullable: true }) since!: string | null;
  @Nested(() => NowLoad, { description: 'Open tickets they hold, by kind of channel.' }) load!: NowLoad;
  @Nested(() => CapacityFields) capacity!: CapacityFields;
}

export class NowQueue {
  @Uuid({ nullable: true, description: 'null: the tickets of no team.' }) teamId!: string | null;
  @Choice(MODES) mode!: Mode;
  @Whole({ description: 'Members who are online.' }) online!: number;
  @Whole({ description: 'Open tickets that nobody holds.' }) waiting!: number;
  @Instant({ nullable: true, description: 'Since when the one that has waited longest waits.' }) oldest!: string | null;
}

export class NowView {
  @Nested(() => NowAgent, { list: true }) agents!: NowAgent[];
  @Nested(() => NowQueue, { list: true }) queues!: NowQueue[];
}
