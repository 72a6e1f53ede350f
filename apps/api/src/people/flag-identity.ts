// A dead address or a blocked bot: agents see it before they write, and a survey is not sent into the void.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import { setUnreachable } from './contacts.store.js';

@Injectable()
export class FlagIdentity {
  constructor(private readonly database: Database) {}

  /** `unreachableAt` null: it can be reached again. An unknown identity changes nothing. */
  async run(
    workspaceId: string,
    identityId: string,
    unreachableAt: Date | null,
    sql: Sql = this.database,
  ): Promise<void> {
    await setUnreachable(sql, workspaceId, identityId, unreachableAt);
  }
}
