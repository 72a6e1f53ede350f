// Segments and the people's list, as the settings and the list page see them.
import { Choice, Flag, Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { CompanyLink, ShortIdentity } from '../contacts.requests.js';

export class SegmentView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Json({ description: 'Whom it means, in conditions over people (see contact-fields).' }) condition!: object;
  @Flag({ description: 'It speaks of something that is no more: nobody is in it until it is changed.' })
  broken!: boolean;
}

export class SegmentRequest {
  @Text({ min: 1, max: 100 }) name!: string;
  @Json() condition!: object;
}

export class ChangeSegmentRequest {
  @Text({ optional: true, min: 1, max: 100 }) name?: string;
  @Json({ optional: true }) condition?: object;
}

export class SegmentPreviewRequest {
  @Json() condition!: object;
}

export class PersonItem {
  @Uuid() id!: string;
  @Text({ nullable: true }) name!: string | null;
  @Text({ nullable: true }) locale!: string | null;
  @Nested(() => CompanyLink, { nullable: true }) company!: CompanyLink | null;
  @Flag() blocked!: boolean;
  @Instant({ nullable: true }) lastSeenAt!: string | null;
  @Instant() createdAt!: string;
  @Nested(() => ShortIdentity, { list: true }) identities!: ShortIdentity[];
}

export class PeoplePage {
  @Nested(() => PersonItem, { list: true }) items!: PersonItem[];
  @Uuid({ nullable: true }) next!: string | null;
}

export class SegmentPreview extends PeoplePage {
  @Whole({ description: 'Up to 1,000; 1,001 says that there are more.' }) count!: number;
}

export class PeopleCount {
  @Whole({ description: 'Up to 1,000; 1,001 says that there are more.' }) count!: number;
}

export class ListPeopleQuery {
  @Text({ optional: true, max: 200, description: 'A name as one remembers it, an address, a phone.' }) q?: string;
  @Uuid({ optional: true }) companyId?: string;
  @Uuid({ optional: true }) segmentId?: string;
  @Uuid({ optional: true, description: '`next` of the page before.' }) before?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class ConditionChoice {
  @Text() id!: string;
  @Text() label!: string;
}

export class ConditionFieldView {
  @Text({ description: 'What a condition calls it.' }) name!: string;
  @Choice(['choice', 'list', 'number', 'text', 'instant', 'flag']) type!: string;
  @Text({ list: true }) ops!: string[];
  @Text({ nullable: true, description: "The workspace's own words for it; null: one of ours." }) label!: string | null;
  @Nested(() => ConditionChoice, {
    list: true,
    nullable: true,
    description: 'What may be chosen; null: ask elsewhere or type.',
  })
  choices!: ConditionChoice[] | null;
}
