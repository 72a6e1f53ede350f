// The bell, its settings and pushes as HTTP speaks of them.
import type { NotificationKind } from '@otklik/contract';
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { KINDS } from './kinds.js';

const TIME = { min: 5, max: 5, description: 'HH:MM' };

export class NotificationsQuery {
  @Flag({ optional: true }) unread?: boolean;
  @Text({ optional: true, max: 200 }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class NotificationContact {
  @Text({ nullable: true }) name!: string | null;
  @Text() address!: string;
}

export class NotificationTicket {
  @Uuid() id!: string;
  @Whole() number!: number;
  @Text({ nullable: true }) subject!: string | null;
  @Text() preview!: string;
  @Text() channel!: string;
  @Nested(() => NotificationContact) contact!: NotificationContact;
}

export class NotificationAnswer {
  @Uuid() id!: string;
  @Whole({ description: 'As it stands now, as the words.' }) score!: number;
  @Whole() scaleMax!: number;
  @Text({ nullable: true }) comment!: string | null;
  @Instant() at!: string;
  @Uuid() linkId!: string;
  @Text() linkName!: string;
  @Uuid() surveyId!: string;
  @Text() survey!: string;
  @Choice(['csat', 'nps', 'ces']) kind!: 'csat' | 'nps' | 'ces';
  @Uuid({ nullable: true, description: 'Null: nobody knows who it was.' }) contactId!: string | null;
  @Text({ nullable: true }) contactName!: string | null;
}

export class NotificationView {
  @Uuid() id!: string;
  @Choice(KINDS, { description: 'The heaviest of what is folded here.' }) kind!: NotificationKind;
  @Whole({ description: 'How many things are folded here.' }) times!: number;
  @Instant() at!: string;
  @Instant({ nullable: true }) readAt!: string | null;
  @Uuid({ nullable: true }) actorId!: string | null;
  @Uuid({ nullable: true }) messageId!: string | null;
  @Nested(() => NotificationTicket, { nullable: true, description: 'Null: it is about an answer by a link.' })
  ticket!: NotificationTicket | null;
  @Nested(() => NotificationAnswer, { nullable: true }) answer!: NotificationAnswer | null;
}

export class NotificationsPage {
  @Nested(() => NotificationView, { list: true }) items!: NotificationView[];
  @Text({ nullable: true }) next!: string | null;
  @Whole({ description: 'At most 100 is counted.' }) unread!: number;
}

export class UnreadCount {
  @Whole({ description: 'At most 100 is counted.' }) unread!: number;
}

export class ReadRequest {
  @Uuid({ optional: true, list: true, maxItems: 100 }) ids?: string[];
  @Uuid({ optional: true, description: 'Everything about this ticket.' }) ticketId?: string;
  @Flag({ optional: true, description: 'Everything.' }) all?: boolean;
}

export class QuietFields {
  @Flag() on!: boolean;
  @Text(TIME) from!: string;
  @Text({ ...TIME, description: 'HH:MM; at or before `from`: over midnight.' }) to!: string;
  @Whole({ list: true, min: 1, max: 7, maxItems: 7, description: 'Days quiet from midnight to midnight; 1 is Monday.' })
  days!: number[];
}

export class NotifySettingsView {
  @Json({ description: 'Kind → way → whether: app, desktop, sound, push, mail.' })
  grid!: Record<string, Record<string, boolean>>;
  @Nested(() => QuietFields) quiet!: QuietFields;
  @Text({ nullable: true, description: 'null: the workspace’s.' }) timeZone!: string | null;
  @Text({ description: 'The one in force.' }) zone!: string;
  @Instant({ nullable: true }) pausedUntil!: string | null;
  @Choice(['off', 'hourly', 'daily']) digest!: 'off' | 'hourly' | 'daily';
  @Text(TIME) digestAt!: string;
  @Flag({ description: 'Whether a push may carry the customer’s name and words.' }) wordsInPush!: boolean;
}

export class ChangeNotifySettingsRequest {
  @Json({ optional: true }) grid?: Record<string, unknown>;
  @Nested(() => QuietFields, { optional: true }) quiet?: QuietFields;
  @Text({ optional: true, nullable: true, max: 60 }) timeZone?: string | null;
  @Instant({ optional: true, nullable: true }) pausedUntil?: string | null;
  @Choice(['off', 'hourly', 'daily'], { optional: true }) digest?: 'off' | 'hourly' | 'daily';
  @Text({ ...TIME, optional: true }) digestAt?: string;
  @Flag({ optional: true }) wordsInPush?: boolean;
}

export class SubscriptionView {
  @Uuid() id!: string;
  @Text() label!: string;
  @Instant() createdAt!: string;
  @Instant({ nullable: true, description: 'When a push last went there.' }) sentAt!: string | null;
}

export class PushView {
  @Text({ description: 'The desk’s key, for the browser’s subscription.' }) publicKey!: string;
  @Nested(() => SubscriptionView, { list: true }) browsers!: SubscriptionView[];
}

export class SubscribeRequest {
  @Text({ min: 1, max: 1000 }) endpoint!: string;
  @Text({ min: 80, max: 120 }) p256dh!: string;
  @Text({ min: 16, max: 40 }) auth!: string;
  @Text({ max: 100, description: 'Which browser this is, for the list in the settings.' }) label!: string;
}

export class SubscribedView {
  @Uuid() id!: string;
}

export class TestPushRequest {
  @Uuid({ description: 'To which browser.' }) id!: string;
}

export class WatchersView {
  @Uuid({ list: true }) agentIds!: string[];
}

export class WatchRequest {
  @Flag() watching!: boolean;
}
