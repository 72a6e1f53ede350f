// Path C, once more before words go out: whether this customer is still to be asked about this ticket.
import { Injectable } from '@nestjs/common';
import { type NotAskedReason, recheck } from '@otklik/survey';
import type { Tx } from '../platform/database/database.js';
import { askedSinceCase } from './cases/ask-again.js';
import { GatherAsking } from './gather-asking.js';
import { asideOf, type Invitation } from './invitation.store.js';
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
    const aside = asideOf(invitation);
    const { workspaceId } = invitation;
    const before =
      aside?.about === 'case' ? await askedSinceCase(tx, workspaceId, aside.aboutId, askedBefore) : askedBefore;
    const asking = await this.gather.run(tx, invitation, seen, survey, now);
    const checked = recheck({
      ...asking,
      ...(aside ? { solvedAt: now } : {}),
      reopened: !aside && !['solved', 'closed'].includes(seen.ticketState),
      episodeCurrent: aside !== null || seen.currentEpisode === invitation.episode,
      respondent: { ...asking.respondent, lastAskedAt: before },
    });
    if (!checked.send) return checked.reason;
    // Somebody is at work on it just now: they would be asked how it was before it is over.
    if (aside?.about === 'case' && ['new', 'open'].includes(seen.ticketState)) return 'not-solved';
    // Who is asked about everything is asked in the last conversation, however long ago it ended.
    if (aside?.about === 'round') return null;
    // A closed ticket is locked: nothing is written into it any more.
    return seen.ticketState === 'closed' ? 'too-late' : null;
  }
}
