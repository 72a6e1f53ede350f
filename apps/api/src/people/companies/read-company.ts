// What is known of the company a customer belongs to: asked by whoever speaks to them of it.
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type CompanyRow, findCompany } from './companies.store.js';

@Injectable()
export class ReadCompany {
  constructor(private readonly database: Database) {}

  /** Null: it is gone. */
  run(workspaceId: string, companyId: string): Promise<CompanyRow | null> {
    return findCompany(this.database, workspaceId, companyId);
  }
}
