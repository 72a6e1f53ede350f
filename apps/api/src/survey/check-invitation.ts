// Path C, once more before words go out: whether this customer is still to be asked about this ticket.
import { Injectable } from '@nestjs/common';
import { type NotAskedReason, recheck } from '@otklik/survey';
import type { Tx } from '../platform/database/database.js';
import { GatherAsking } from './gather-asking.js';
import type { Invitation } from './invitation.store.js';
import type { SolvedEpisode } from './solved-episode.store.js';
import type { Survey } from './survey.store.js';

@Injectable()
export class CheckInvitation {
  constructor(private readonly gather: GatherAsking) {}

  /** Why not, or null. `askedBefore`: by something else than this very invitation. */
  async run(
    tx: Tx,
    invitation: Invitation,
    seen: SolvedEpisode | null,
    survey: Survey | null,
    now: Date,
    askedBefore: Date | null = seen?.lastAskedAt ?? null,
  ): Promise<NotAskedReason | null> {
    if (!seen || !survey) return 'survey-disabled';
    const asking = await this.gather.run(tx, invitation, seen, survey, now);
    const checked = recheck({
      ...asking,
      reopened: !['solved', 'closed'].includes(seen.ticketState),
      episodeCurrent: seen.currentEpisode === invitation.episode,
      respondent: { ...asking.respondent, lastAskedAt: askedBefore },
    });
    if (!checked.send) return checked.reason;
    // A closed ticket is locked: nothing is written into it any more.
    return seen.ticketState === 'closed' ? 'too-late' : null;
  }
}
