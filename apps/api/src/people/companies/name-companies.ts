// The names of companies, for pickers: the first few hundred by name; more are found by typing.
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { companyName, nameCompanies } from './companies.store.js';

@Injectable()
export class NameCompanies {
  constructor(private readonly database: Database) {}

  run(workspaceId: string): Promise<{ id: string; name: string }[]> {
    return nameCompanies(this.database, workspaceId);
  }

  async exists(workspaceId: string, id: string): Promise<boolean> {
    return (await companyName(this.database, workspaceId, id)) !== null;
  }
}
