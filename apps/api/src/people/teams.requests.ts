// Teams as the settings page and the assignee menu see them.
import { Text, Uuid } from '../platform/http/fields.js';

export class TeamView {
  @Uuid() id!: string;
  @Text() name!: string;
  @Uuid({ list: true }) memberIds!: string[];
  @Uuid({ nullable: true, description: 'Its working hours; null: those of the workspace.' }) calendarId!: string | null;
}

export class CreateTeamRequest {
  @Text({ min: 1, max: 200 }) name!: string;
  @Uuid({ list: true, optional: true }) memberIds?: string[];
  @Uuid({ optional: true, nullable: true }) calendarId?: string | null;
}

export class ChangeTeamRequest {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Uuid({ list: true, optional: true, description: 'Replaces all members.' }) memberIds?: string[];
  @Uuid({ optional: true, nullable: true }) calendarId?: string | null;
}
