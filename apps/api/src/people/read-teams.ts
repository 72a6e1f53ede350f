// Every team and who is in it.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { TeamView } from './teams.requests.js';
import { listTeams } from './teams.store.js';

@Injectable()
export class ReadTeams {
  constructor(private readonly database: Database) {}

  /** By name. */
  run(workspaceId: string): Promise<TeamView[]> {
    return listTeams(this.database, workspaceId);
  }
}
