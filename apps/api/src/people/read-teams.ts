// Every team and who is in it.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import type { TeamView } from './teams.requests.js';
import { listTeams } from './teams.store.js';

@Injectable()
export class ReadTeams {
  constructor(private readonly database: Database) {}

  /** By name. */
  run(workspaceId: string, sql: Sql = this.database): Promise<TeamView[]> {
    return listTeams(sql, workspaceId);
  }
}
