// Which fields a workspace has defined: asked by everything that shows, checks or searches their values.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../../platform/database/database.js';
import type { FieldDefinition, FieldOwner } from './field-definition.js';
import { listDefinitions } from './fields.store.js';

@Injectable()
export class ReadFields {
  constructor(private readonly database: Database) {}

  /** In their order, archived ones too. */
  run(workspaceId: string, of: FieldOwner | null = null, sql: Pick<Sql, 'query'> = this.database) {
    return listDefinitions(sql, workspaceId, of) as Promise<FieldDefinition[]>;
  }
}
