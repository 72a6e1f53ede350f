// What a channel allows an answer to be: told to the rooms that do not know channels.
import { channelOf } from '@otklik/channels';

export interface ChannelLimits {
  /** Hours after the customer's last message in which we may write freely; null: always. */
  replyWindowHours: number | null;
  /** After that, words the vendor approved beforehand may be sent. */
  templates: boolean;
  maxLength: number;
  files: boolean;
  html: boolean;
}

/** `config`: a connection's settings may widen what its kind allows. A kind that no longer exists allows plain words: they will fail by name when they are sent, not here. */
export function channelLimits(kind: string, config: Record<string, unknown> = {}): ChannelLimits {
  const channel = channelOf(kind);
  const abilities = channel?.abilities;
  return {
    replyWindowHours: channel?.replyWindowHours?.(config) ?? abilities?.replyWindowHours ?? null,
    templates: abilities?.templates ?? false,
    maxLength: abilities?.maxLength ?? 4_000,
    files: abilities?.files ?? false,
    html: abilities?.html ?? false,
  };
}
