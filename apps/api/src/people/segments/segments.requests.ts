// Segments and the people's list, as the settings and the list page see them.
import { FIELD_TYPES_OF_CONDITIONS, OPS } from '../../platform/conditions/condition.js';
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

export class ConditionValueView {
  @Text() value!: string;
  @Text({ nullable: true }) label!: string | null;
}

export class ContactFieldView {
  @Text() name!: string;
  @Text({ nullable: true, description: 'Of a custom field; else the screen has words for the name.' })
  label!: string | null;
  @Choice(FIELD_TYPES_OF_CONDITIONS) type!: (typeof FIELD_TYPES_OF_CONDITIONS)[number];
  @Choice(OPS, { list: true }) ops!: (typeof OPS)[number][];
  @Flag({ description: 'Values are numbers.' }) numeric!: boolean;
  @Nested(() => ConditionValueView, { list: true, nullable: true, description: 'Null: anything of its type.' })
  values!: ConditionValueView[] | null;
}
