// What a workspace is called, speaks, and which day it is there.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { WorkspaceEntity } from './workspace.entity.js';
import type { WorkspaceView } from './workspace.requests.js';
import { findWorkspace } from './workspaces.store.js';

@Injectable()
export class ReadWorkspace {
  constructor(private readonly database: Database) {}

  /** @throws DomainError not-found */
  async run(workspaceId: string, sql: Sql = this.database): Promise<WorkspaceView> {
    const workspace = await findWorkspace(sql, workspaceId);
    if (!workspace) throw new DomainError('not-found');
    return workspaceView(workspace);
  }
}

export function workspaceView({ id, name, slug, locale, timeZone, settings }: WorkspaceEntity): WorkspaceView {
  return { id, name, slug, locale, timeZone, settings };
}
