// Telegram, through its Bot API: https://core.telegram.org/bots/api
import type { Channel } from '../channel.js';
import { telegramClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './verify.js';

export const telegram: Channel = {
  kind: 'telegram',
  label: { en: 'Telegram', ru: 'Telegram', bg: 'Telegram' },
  configSchema,
  abilities: {
    html: true,
    buttons: true,
    receipts: false,
    edits: true,
    typing: true,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 50 * 1024 * 1024,
    replyWindowHours: null,
    templates: false,
    idempotent: false,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  verify,
  normalise,
  render,
  client: telegramClient,
};
