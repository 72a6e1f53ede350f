// A side conversation is over, or goes on after all; an answer to it opens it by itself.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { type Actor, SideClosed, SideReopened } from '../events.js';
import { refuseAway } from '../merge-rules.js';
import { lockTicket, updateTicket } from '../ticket.store.js';
import { NoteOnTicket } from './note-on-ticket.js';
import { parentOf } from './side.store.js';

@Injectable()
export class CloseSide {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticket: NoteOnTicket,
  ) {}

  /** Closed twice is closed once. @throws DomainError not-found, ticket-merged, ticket-trashed (its ticket is gone). */
  async run(order: { workspaceId: string; sideId: string; actor: Actor; closed: boolean }): Promise<void> {
    const { workspaceId, sideId, actor, closed } = order;
    await this.database.transaction(async (tx) => {
      const side = await lockTicket(tx, workspaceId, sideId);
      const parent = side && (await parentOf(tx, side));
      if (!side || !parent) throw new DomainError('not-found');
      refuseAway(parent);
      if ((side.state === 'solved') === closed) return;
      const now = this.clock.now();
      // It is never locked for its age: who answers late is heard.
      await updateTicket(tx, side, { state: closed ? 'solved' : 'open', stateSince: now, waitingSince: null });
      await this.ticket.run(tx, side, [(closed ? SideClosed : SideReopened).of(now, { actor, sideId })]);
    });
  }
}
