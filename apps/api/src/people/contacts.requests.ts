// The customer card: who somebody is, on every channel.
import { Choice, Flag, Instant, Nested, Text, Uuid } from '../platform/http/fields.js';
import { LOCALES } from '../platform/words/words.js';

export class IdentityView {
  @Uuid() id!: string;
  @Text({ description: 'email, telegram, visitor…' }) kind!: string;
  @Text() address!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text({ nullable: true }) username!: string | null;
  @Instant({ nullable: true, description: 'Since when nothing arrives there.' }) unreachableAt!: string | null;
}

export class ContactCard {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text({ nullable: true }) locale!: string | null;
  @Text({ nullable: true }) timeZone!: string | null;
  @Instant({ nullable: true }) surveyOptOutAt!: string | null;
  @Instant({ nullable: true }) lastAskedAt!: string | null;
  @Instant({ nullable: true }) blockedAt!: string | null;
  @Instant() createdAt!: string;
  @Nested(() => IdentityView, { list: true }) identities!: IdentityView[];
}

export class ChangeContactRequest {
  @Text({ optional: true, nullable: true, max: 200 }) name?: string | null;
  @Choice(LOCALES, { optional: true, nullable: true }) locale?: string | null;
  @Text({ optional: true, nullable: true, max: 64 }) timeZone?: string | null;
  @Flag({ optional: true, description: 'A blocked person may still write; nobody is disturbed by it.' })
  blocked?: boolean;
  @Flag({ optional: true }) surveyOptOut?: boolean;
}
