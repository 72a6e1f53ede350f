// Companies as the settings, the card and the people's list see them.
import { Instant, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';

export class CompaniesQuery {
  @Text({ optional: true, max: 200, description: 'Words of a name or of a domain.' }) q?: string;
  @Text({ optional: true, max: 1000, description: '`next` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100 }) limit?: number;
}

export class CompanyItem {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text({ list: true }) domains!: string[];
  @Whole({ description: 'Up to 1,000; 1,001 says that there are more.' }) people!: number;
}

export class CompanyPage {
  @Nested(() => CompanyItem, { list: true }) items!: CompanyItem[];
  @Text({ nullable: true }) next!: string | null;
}

export class CompanyCard {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text({ list: true, description: 'Whoever writes from these belongs to it.' }) domains!: string[];
  @Json({ description: 'Fields of the workspace, by key.' }) fields!: Record<string, unknown>;
  @Instant() createdAt!: string;
}

export class CreateCompanyRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Text({ list: true, optional: true, max: 300, maxItems: 50 }) domains?: string[];
  @Json({ optional: true }) fields?: Record<string, unknown>;
}

export class ChangeCompanyRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Text({ list: true, optional: true, max: 300, maxItems: 50, description: 'All of them.' }) domains?: string[];
  @Json({ optional: true, description: 'Null takes a value away, what is not named stays.' })
  fields?: Record<string, unknown>;
}
