// VK communities, through the Callback or the Long Poll API: https://dev.vk.com/api/bots/getting-started
import type { Channel } from '../channel.js';
import { vkClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './verify.js';

export const vk: Channel = {
  kind: 'vk',
  label: { en: 'VK', ru: 'ВКонтакте', bg: 'VK' },
  configSchema,
  abilities: {
    html: false,
    buttons: true,
    receipts: true,
    edits: true,
    typing: true,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 50 * 1024 * 1024,
    replyWindowHours: null,
    templates: false,
    // VK knows a repeat by its random_id for an hour only; our retries may be later than that.
    idempotent: false,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  verify,
  normalise,
  render,
  client: vkClient,
};
