// What the routes of scheduled replies take and give.
import { Choice, Email, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';

const THEN = ['pending', 'hold', 'solved'] as const;

export class ScheduleBody {
  @Text({ max: 200_000 }) text!: string;
  @Text({ max: 1_000_000, nullable: true, optional: true }) html?: string | null;
  @Uuid({ list: true, optional: true, maxItems: 20 }) fileIds?: string[];
  @Choice(THEN, { optional: true, nullable: true }) thenState?: (typeof THEN)[number] | null;
  @Email({ list: true, optional: true, maxItems: 50 }) cc?: string[];
  @Email({ list: true, optional: true, maxItems: 50 }) bcc?: string[];
  @Json({ list: true, optional: true, maxItems: 30 }) actions?: Record<string, unknown>[];
  @Uuid({ list: true, optional: true, maxItems: 20 }) macroIds?: string[];
  @Instant({ description: 'When it goes out, unless the customer writes before.' }) at!: string;
}

export class ScheduledKept {
  @Uuid() id!: string;
}

export class CancelBody {
  @Flag({ optional: true, description: 'Its writer takes it up again.' }) toEdit?: boolean;
}

class ScheduledFile {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() contentType!: string;
  @Whole() size!: number;
  @Text({ nullable: true }) contentId!: string | null;
  @Text() url!: string;
}

export class ScheduledItem {
  @Uuid() id!: string;
  @Uuid() agentId!: string;
  @Text() text!: string;
  @Text({ nullable: true }) html!: string | null;
  @Nested(() => ScheduledFile, { list: true }) files!: ScheduledFile[];
  @Choice(THEN, { nullable: true }) thenState!: (typeof THEN)[number] | null;
  @Email({ list: true, optional: true }) cc?: string[];
  @Email({ list: true, optional: true }) bcc?: string[];
  @Json({ list: true }) actions!: object[];
  @Choice(['waiting', 'paused'], { description: '`paused`: it waits for its agent.' }) state!: 'waiting' | 'paused';
  @Choice(['customer-wrote', 'ticket-closed', 'reply-window-over', 'failed'], { nullable: true }) why!: string | null;
  @Instant() dueAt!: string;
}
