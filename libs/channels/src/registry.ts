// Every channel there is: one line a kind.

import { api } from './api/index.js';
import type { Channel } from './channel.js';
import { chat } from './chat/index.js';
import { email } from './email/index.js';
import { instagram } from './instagram/index.js';
import { line } from './line/index.js';
import { max } from './max/index.js';
import { messenger } from './messenger/index.js';
import { slack } from './slack/index.js';
import { telegram } from './telegram/index.js';
import { twilio } from './twilio/index.js';
import { viber } from './viber/index.js';
import { vk } from './vk/index.js';
import { whatsapp } from './whatsapp/index.js';

export const channels = {
  api,
  chat,
  email,
  instagram,
  line,
  max,
  messenger,
  slack,
  telegram,
  twilio,
  viber,
  vk,
  whatsapp,
} satisfies Record<string, Channel>;

export type ChannelKind = keyof typeof channels;

/** The channel of this kind, or null: kinds come from URLs and database rows. */
export function channelOf(kind: string): Channel | null {
  return Object.hasOwn(channels, kind) ? channels[kind as ChannelKind] : null;
}
