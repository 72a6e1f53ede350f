// Path C, once more before words go out: whether this customer is still to be asked about this ticket.
import { Injectable } from '@nestjs/common';
import { type NotAskedReason, recheck } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import type { Tx } from '../platform/database/database.js';
import type { Invitation } from './invitation.store.js';
import { lastWroteAt, type SolvedEpisode } from './solved-episode.store.js';
import type { Survey } from './survey.store.js';
import { rulesFor } from './survey-settings.js';

@Injectable()
export class CheckInvitation {
  constructor(private readonly manners: ChannelManners) {}

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
    const manners = this.manners.of(seen.channel);
    const window = manners.replyWindowHours;
    const { workspaceId, ticketId } = invitation;
    const checked = recheck({
      now,
      solvedAt: seen.solvedAt,
      spam: seen.spam,
      merged: seen.merged,
      reopened: !['solved', 'closed'].includes(seen.ticketState),
      episodeCurrent: seen.currentEpisode === invitation.episode,
      respondent: {
        blocked: seen.blocked,
        reachable: seen.reachable,
        optedOut: seen.optedOut,
        lastAskedAt: askedBefore,
        lastWroteAt: window === null ? null : await lastWroteAt(tx, workspaceId, ticketId),
        timeZone: seen.timeZone,
      },
      replyWindowHours: window,
      rules: rulesFor(survey, { ...seen, channelDelaySeconds: manners.surveyDelaySeconds }),
    });
    if (!checked.send) return checked.reason;
    // A closed ticket is locked: nothing is written into it any more.
    return seen.ticketState === 'closed' ? 'too-late' : null;
  }
}
