// Path C, "may we ask?": everything that the rules of asking look at, gathered in one place for every way of asking.
import { Injectable } from '@nestjs/common';
import type { EpisodeFacts } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import type { Tx } from '../platform/database/database.js';
import { lastWroteAt, type SolvedEpisode } from './solved-episode.store.js';
import type { Survey } from './survey.store.js';
import { rulesFor } from './survey-settings.js';

/** Without the sample: that is drawn once, by whoever decides. */
export type Asking = Omit<EpisodeFacts, 'samplePoint'>;

@Injectable()
export class GatherAsking {
  constructor(private readonly manners: ChannelManners) {}

  /** One connection, the caller's. The caller has locked the ticket, and the person where a limit is to hold. */
  async run(
    tx: Tx,
    about: { workspaceId: string; ticketId: string },
    seen: SolvedEpisode,
    survey: Survey,
    now: Date,
  ): Promise<Asking> {
    const { replyWindowHours, surveyDelaySeconds } = this.manners.of(seen.channel);
    const { blocked, reachable, optedOut, lastAskedAt, timeZone } = seen;
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
