// Where news goes out to, as the settings see and change it, and the log of what went.
import { Choice, Flag, Instant, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { HOOK_EVENTS, type HookEvent, type HookKind } from './hook.store.js';

const KINDS = ['webhook', 'slack'];

export class HookView {
  @Uuid() id!: string;
  @Choice(KINDS) kind!: HookKind;
  @Text() name!: string;
  @Text({ description: 'The machine it goes to; the rest of the address is kept and never shown.' }) host!: string;
  @Choice(HOOK_EVENTS, { list: true }) events!: HookEvent[];
  @Flag({ description: 'With what the customer wrote.' }) words!: boolean;
  @Flag() enabled!: boolean;
}

export class ChangeHookRequest {
  @Text({ optional: true, min: 1, max: 100 }) name?: string;
  @Text({ optional: true, min: 1, max: 1000 }) url?: string;
  @Choice(HOOK_EVENTS, { optional: true, list: true, maxItems: 10 }) events?: HookEvent[];
  @Flag({ optional: true }) words?: boolean;
  @Flag({ optional: true }) enabled?: boolean;
}

export class CreateHookRequest extends ChangeHookRequest {
  @Choice(KINDS) kind!: HookKind;
  @Text({ min: 1, max: 100 }) declare name: string;
  @Text({ min: 1, max: 1000 }) declare url: string;
}

export class CreatedHook {
  @Uuid() id!: string;
  @Text({
    nullable: true,
    description:
      'Shown this once. `x-otklik-signature: t=<seconds>,v1=<hex>` is HMAC-SHA256 of `<seconds>.<body>` with it.',
  })
  secret!: string | null;
}

export class HookDeliveryView {
  @Uuid() id!: string;
  @Uuid() hookId!: string;
  @Choice([...HOOK_EVENTS, 'test']) event!: HookEvent | 'test';
  @Uuid({ nullable: true }) ticketId!: string | null;
  @Choice(['waiting', 'sent', 'failed']) state!: 'waiting' | 'sent' | 'failed';
  @Whole() attempts!: number;
  @Whole({ nullable: true, description: 'What their server answered.' }) status!: number | null;
  @Text({ nullable: true, description: '`private-address`, `no-answer`, `unreachable` or `gone`.' }) error!:
    | string
    | null;
  @Instant() at!: string;
  @Instant({ nullable: true, description: 'When it is tried again.' }) dueAt!: string | null;
}

export class HookDeliveriesPage {
  @Nested(() => HookDeliveryView, { list: true }) items!: HookDeliveryView[];
  @Uuid({ nullable: true }) next!: string | null;
}

export class HookDeliveriesQuery {
  @Uuid({ optional: true, description: 'After this one, going back in time.' }) before?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}
