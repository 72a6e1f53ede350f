// Which workspaces this desk has: asked by the terminal, and at the first start.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { workspaceView } from './read-workspace.js';
import type { WorkspaceView } from './workspace.requests.js';
import { listWorkspaces } from './workspaces.store.js';

@Injectable()
export class ReadWorkspaces {
  constructor(private readonly database: Database) {}

  /** Oldest first; empty on a new database. */
  async run(): Promise<WorkspaceView[]> {
    return (await listWorkspaces(this.database)).map(workspaceView);
  }
}
