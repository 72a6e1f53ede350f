// Keys for programs: shown whole once, when they are made.
import { Choice, Instant, Text, Uuid } from '../platform/http/fields.js';
import { ROLES } from './sign-in.requests.js';

export class ApiKeyView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Choice(ROLES) role!: 'owner' | 'lead' | 'agent';
  @Instant() createdAt!: string;
  @Instant({ nullable: true, description: 'To the minute.' }) usedAt!: string | null;
}

export class NewApiKey extends ApiKeyView {
  @Text({ description: 'The key itself. It is not stored and cannot be shown again.' }) key!: string;
}

export class CreateApiKeyRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Choice(ROLES, { optional: true, description: 'What the key may do; an agent, unless said otherwise.' })
  role?: 'owner' | 'lead' | 'agent';
}
