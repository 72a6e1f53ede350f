// An owner says how long the ledger keeps what came in.
import { Injectable } from '@nestjs/common';
import { ChangeWorkspace } from '../people/change-workspace.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { DomainError } from '../platform/errors.js';
import { LEAST_BODY_DAYS, type Retention, retentionOf } from './retention.js';

@Injectable()
export class SetRetention {
  constructor(
    private readonly workspaces: ReadWorkspace,
    private readonly change: ChangeWorkspace,
  ) {}

  async read(workspaceId: string): Promise<Retention> {
    return retentionOf((await this.workspaces.run(workspaceId)).settings);
  }

  /** @throws DomainError validation-failed: rows cannot go before their bodies. */
  async run(workspaceId: string, wanted: Retention): Promise<Retention> {
    const { bodyDays, rowDays } = wanted;
    if (bodyDays < LEAST_BODY_DAYS) throw new DomainError('validation-failed', { fields: ['bodyDays'] });
    if (rowDays !== null && rowDays < bodyDays) throw new DomainError('validation-failed', { fields: ['rowDays'] });
    const ledger = rowDays === null ? { bodyDays } : { bodyDays, rowDays };
    const { settings } = await this.change.run(workspaceId, { settings: { ledger } });
    return retentionOf(settings);
  }
}
