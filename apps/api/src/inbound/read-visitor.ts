// Who speaks in a widget: the token its browser keeps, looked up by its hash.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { type Visitor, visitorByToken } from './visitor.store.js';

@Injectable()
export class ReadVisitor {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** null: no such visitor. */
  async run(token: string): Promise<Visitor | null> {
    return /^[\w-]{20,100}$/.test(token) ? visitorByToken(this.database, this.secrets.hash(token)) : null;
  }
}
