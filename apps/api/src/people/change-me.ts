// A person changes their own name, language or preferences.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { updateAgent } from './agents.store.js';
import type { ChangeMeRequest } from './sign-in.requests.js';

const PREFERENCES_KB = 16;

@Injectable()
export class ChangeMe {
  constructor(private readonly database: Database) {}

  /** @throws DomainError preferences-too-large */
  async run(workspaceId: string, agentId: string, change: ChangeMeRequest): Promise<void> {
    const { name, locale, preferences } = change;
    if (preferences && Buffer.byteLength(JSON.stringify(preferences)) > PREFERENCES_KB * 1024) {
      throw new DomainError('preferences-too-large', { limit: `${PREFERENCES_KB} KB` });
    }
    await updateAgent(this.database, workspaceId, agentId, {
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(locale === undefined ? {} : { locale }),
      ...(preferences === undefined ? {} : { preferences }),
    });
  }
}
