// What is said at the front door: signing in and out, who I am, and passwords.
import { Choice, Email, Flag, Json, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { LOCALES } from '../platform/words/words.js';

export const ROLES = ['owner', 'lead', 'agent'] as const;

/** Long enough to be slow to guess, short enough that hashing it costs nothing extra. */
const PASSWORD = { min: 8, max: 200 };

export class SignInRequest {
  @Text({ min: 1, max: 320 }) email!: string;
  @Text({ min: 1, max: 200 }) password!: string;
  @Text({
    optional: true,
    nullable: true,
    max: 63,
    description: 'The slug of the workspace, where the address has several.',
  })
  workspace?: string | null;
}

export class MeAgent {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() email!: string;
  @Choice(ROLES) role!: 'owner' | 'lead' | 'agent';
  @Choice(LOCALES) locale!: string;
  @Json({ description: 'What this person chose for the screen: theme, sounds, signature. Free form, at most 16 KB.' })
  preferences!: Record<string, unknown>;
}

export class MeWorkspace {
  @Uuid() id!: string;
  @Text() name!: string;
  @Text() slug!: string;
  @Choice(LOCALES) locale!: string;
  @Text() timeZone!: string;
  @Flag({ description: 'Whether agents may delete tickets; leads and owners always may.' }) agentsMayDelete!: boolean;
}

export class Me {
  @Nested(() => MeAgent) agent!: MeAgent;
  @Nested(() => MeWorkspace) workspace!: MeWorkspace;
  @Text({ description: 'Send it back as the header x-csrf-token with every request that changes something.' })
  csrf!: string;
  @Whole({ description: 'How long a reply can be undone.' }) undoSeconds!: number;
}

export class ChangeMeRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Choice(LOCALES, { optional: true }) locale?: string;
  @Json({ optional: true, description: 'Replaces the whole object.' }) preferences?: Record<string, unknown>;
}

export class ChangePasswordRequest {
  @Text({ min: 1, max: 200 }) current!: string;
  @Text(PASSWORD) next!: string;
}

export class ForgottenPasswordRequest {
  @Email() email!: string;
}

export class ResetPasswordRequest {
  @Text({ min: 1, max: 200 }) token!: string;
  @Text(PASSWORD) password!: string;
}
