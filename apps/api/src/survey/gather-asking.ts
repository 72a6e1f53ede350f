// Path C, "may we ask?": everything that the rules of asking look at, gathered in one place for every way of asking.
import { Injectable } from '@nestjs/common';
import type { EpisodeFacts } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import type { Tx } from '../platform/database/database.js';
import { lastWroteAt, mailWayOf, type SolvedEpisode } from './solved-episode.store.js';
import type { Survey } from './survey.store.js';
import { rulesFor } from './survey-settings.js';

/** Without the sample: that is drawn once, by whoever decides. */
export type Asking = Omit<EpisodeFacts, 'samplePoint'>;

@Injectable()
export class GatherAsking {
  constructor(private readonly manners: ChannelManners) {}

  /** `via`: asked by mail, whatever the channel of the ticket would let us. One connection, the caller's. The caller has locked the ticket, and the person where a limit is to hold. */
  async run(
    tx: Tx,
    about: { workspaceId: string; ticketId: string; via?: string | null },
    seen: SolvedEpisode,
    survey: Survey,
    now: Date,
  ): Promise<Asking> {
    const { replyWindowHours: window, surveyDelaySeconds } = this.manners.of(seen.channel);
    const replyWindowHours = about.via ? null : window;
    const { blocked, optedOut, lastAskedAt, timeZone } = seen;
    const reachable = about.via ? (await mailWayOf(tx, about.workspaceId, seen, about.via)) !== null : seen.reachable;
    const lastWrote = replyWindowHours === null ? null : await lastWroteAt(tx, about.workspaceId, about.ticketId);
    return {
      now,
      solvedAt: seen.solvedAt,
      spam: seen.spam,
      merged: seen.merged,
      agentOnly: !seen.customerWrote,
      byRule: seen.byRule,
      respondent: { blocked, reachable, optedOut, lastAskedAt, lastWroteAt: lastWrote, timeZone },
      replyWindowHours,
      rules: rulesFor(survey, { ...seen, channelDelaySeconds: surveyDelaySeconds }),
    };
  }
}
