// Who is there now, and who is expected when.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../../platform/database/database.js';
import type { PresenceView } from './presence.requests.js';
import { listPresence, type PresenceRow } from './presence.store.js';

@Injectable()
export class ReadPresence {
  constructor(private readonly database: Database) {}

  /** Of everybody, or of those asked for; who was never there is offline and not in the list. */
  async run(workspaceId: string, agentIds: string[] | null = null, sql: Sql = this.database): Promise<PresenceView[]> {
    return (await listPresence(sql, workspaceId, agentIds)).map(presenceView);
  }

  /** One person; null: never there. */
  async one(workspaceId: string, agentId: string, sql: Sql = this.database): Promise<PresenceRow | null> {
    return (await listPresence(sql, workspaceId, [agentId]))[0] ?? null;
  }
}

export function presenceView(row: PresenceRow): PresenceView {
  return {
    agentId: row.agentId,
    state: row.state,
    why: row.why,
    chosen: row.chosen,
    handBack: row.handBack,
    since: row.since.toISOString(),
  };
}
