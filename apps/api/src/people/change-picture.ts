// A person shows their face, or takes it away.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { updateAgent } from './agents.store.js';

@Injectable()
export class ChangePicture {
  constructor(private readonly database: Database) {}

  /** `fileId` null: their initials again. */
  run(workspaceId: string, agentId: string, fileId: string | null): Promise<void> {
    return updateAgent(this.database, workspaceId, agentId, { picture: fileId });
  }
}
