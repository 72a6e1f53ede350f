// What the rooms above may know of a channel without knowing channels: when a survey suits it, and how long we may write.

import { Injectable } from '@nestjs/common';
import { channelOf, channels } from '@otklik/channels';

export interface Manners {
  /** Seconds to wait before a survey by default: at once in chat and messengers, an hour by e-mail. */
  surveyDelaySeconds: number;
  /** Hours after the customer's last message in which we may write; null: always. */
  replyWindowHours: number | null;
}

/** A kind that exists. */
export const isChannel = (kind: string): boolean => channelOf(kind) !== null;

@Injectable()
export class ChannelManners {
  /** A kind that no longer exists gets the most reserved manners: an hour's wait. */
  of(kind: string): Manners {
    const abilities = channelOf(kind)?.abilities;
    return {
      surveyDelaySeconds: abilities?.surveyDelaySeconds ?? 3600,
      replyWindowHours: abilities?.replyWindowHours ?? null,
    };
  }

  /** The default wait before a survey, by channel kind. */
  surveyDelays(): Record<string, number> {
    return Object.fromEntries(Object.values(channels).map((c) => [c.kind, c.abilities.surveyDelaySeconds]));
  }
}
