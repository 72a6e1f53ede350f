// A lead dissolves a team; its tickets and its past in reports keep its id.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { deleteTeam } from './teams.store.js';

@Injectable()
export class DeleteTeam {
  constructor(private readonly database: Database) {}

  /** @throws DomainError not-found */
  async run(workspaceId: string, teamId: string): Promise<void> {
    if (!(await deleteTeam(this.database, workspaceId, teamId))) throw new DomainError('not-found');
  }
}
