// Agents as the settings page and the assignee menu see them.
import { Choice, Email, Flag, Instant, Text, Uuid } from '../platform/http/fields.js';
import { LOCALES } from '../platform/words/words.js';
import { ROLES } from './sign-in.requests.js';

export class AgentView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() email!: string;
  @Choice(ROLES) role!: 'owner' | 'lead' | 'agent';
  @Choice(LOCALES) locale!: string;
  @Flag() disabled!: boolean;
  @Flag({ description: 'Invited, and has not chosen a password yet.' }) invited!: boolean;
  @Text({ nullable: true, description: 'Where their face is fetched; null: initials.' }) picture!: string | null;
  @Instant() createdAt!: string;
}

export class CreateAgentRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Email() email!: string;
  @Choice(ROLES) role!: 'owner' | 'lead' | 'agent';
  @Choice(LOCALES, { optional: true }) locale?: string;
  @Text({
    optional: true,
    nullable: true,
    min: 8,
    max: 200,
    description: 'Absent: a mail invites the person to choose one.',
  })
  password?: string | null;
}

export class ChangeAgentRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Choice(ROLES, { optional: true }) role?: 'owner' | 'lead' | 'agent';
  @Flag({ optional: true, description: 'Disabling ends every session of the person at once.' }) disabled?: boolean;
  @Text({ optional: true, min: 8, max: 200 }) password?: string;
}
