// The customer card: who somebody is, on every channel.
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { LOCALES } from '../platform/words/words.js';

export class IdentityView {
  @Uuid() id!: string;
  @Text({ description: 'email, telegram, visitor…' }) kind!: string;
  @Text() address!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text({ nullable: true }) username!: string | null;
  @Text({ nullable: true, description: 'As the channel told it.' }) email!: string | null;
  @Text({ nullable: true, description: 'E.164.' }) phone!: string | null;
  @Instant({ nullable: true, description: 'Since when nothing arrives there.' }) unreachableAt!: string | null;
}

export class ShortIdentity {
  @Text() kind!: string;
  @Text() address!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text({ nullable: true }) username!: string | null;
}

export class ShortCard {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Nested(() => ShortIdentity, { list: true }) identities!: ShortIdentity[];
}

export class MergeSuggestion {
  @Nested(() => ShortCard) contact!: ShortCard;
  @Choice(['email', 'phone'], { description: 'What both have.' }) by!: 'email' | 'phone';
  @Text() value!: string;
}

export class FindContactsQuery {
  @Text({ min: 2, max: 200, description: 'Words of a name or an address.' }) q!: string;
  @Whole({ optional: true, min: 1, max: 50 }) limit?: number;
}

/** A merge that stands: it can be undone. */
export class StandingMerge {
  @Uuid() id!: string;
  @Uuid() mergedId!: string;
  @Text({ nullable: true, description: 'What the other card was called.' }) name!: string | null;
  @Uuid({ list: true, description: 'The identities that came with it.' }) identityIds!: string[];
  @Uuid({ nullable: true }) agentId!: string | null;
  @Instant() at!: string;
}

export class CompanyLink {
  @Uuid() id!: string;
  @Text() name!: string;
}

export class ContactCard {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text({ nullable: true }) locale!: string | null;
  @Text({ nullable: true }) timeZone!: string | null;
  @Text({ nullable: true, description: 'Where their phone number or language puts them, while nobody has said.' })
  timeZoneGuess!: string | null;
  @Nested(() => CompanyLink, { nullable: true }) company!: CompanyLink | null;
  @Flag({ description: 'The company follows from their mail domain; nobody has chosen it.' }) companyByDomain!: boolean;
  @Json({ description: 'Fields of the workspace, by key.' }) fields!: Record<string, unknown>;
  @Instant({ nullable: true, description: 'When they last wrote, give or take ten minutes.' }) lastSeenAt!:
    | string
    | null;
  @Instant({ nullable: true }) surveyOptOutAt!: string | null;
  @Instant({ nullable: true }) lastAskedAt!: string | null;
  @Instant({ nullable: true }) blockedAt!: string | null;
  @Instant() createdAt!: string;
  @Nested(() => IdentityView, { list: true }) identities!: IdentityView[];
  @Nested(() => StandingMerge, { list: true, description: 'Cards merged into this one, newest first.' })
  merges!: StandingMerge[];
}

export class ChangeContactRequest {
  @Text({ optional: true, nullable: true, max: 200 }) name?: string | null;
  @Choice(LOCALES, { optional: true, nullable: true }) locale?: string | null;
  @Text({ optional: true, nullable: true, max: 64 }) timeZone?: string | null;
  @Flag({ optional: true, description: 'A blocked person may still write; nobody is disturbed by it.' })
  blocked?: boolean;
  @Flag({ optional: true }) surveyOptOut?: boolean;
  @Uuid({ optional: true, nullable: true, description: 'Null: they belong to none, whatever their mail domain says.' })
  companyId?: string | null;
  @Json({ optional: true, description: 'Fields by key; null takes a value away, what is not named stays.' })
  fields?: Record<string, unknown>;
}

export class AddIdentityRequest {
  @Choice(['email', 'phone', 'external'], { description: 'external: their number in another system.' })
  kind!: 'email' | 'phone' | 'external';
  @Text({ min: 1, max: 320 }) address!: string;
}
