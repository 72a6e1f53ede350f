// The customer answered the second question of a case: it stands on the case, beside how we said that it ended.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Invitation } from '../invitation.store.js';
import { lockCase, saveCase } from './case.store.js';

@Injectable()
export class NoteSecondAnswer {
  /** The caller holds the invitation and the ticket. */
  async run(tx: Tx, invitation: Invitation, score: number, good: boolean): Promise<void> {
    const one = invitation.aboutId && (await lockCase(tx, invitation.workspaceId, invitation.aboutId));
    if (one) await saveCase(tx, { ...one, againScore: score, againGood: good });
  }
}
