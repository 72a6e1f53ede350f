// LINE, through its Messaging API: https://developers.line.biz/en/reference/messaging-api/
import type { Channel } from '../channel.js';
import { lineClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './verify.js';

export const line: Channel = {
  kind: 'line',
  label: { en: 'LINE', ru: 'LINE', bg: 'LINE' },
  configSchema,
  abilities: {
    html: false,
    buttons: true,
    receipts: false,
    edits: true,
    typing: true,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 200 * 1024 * 1024,
    replyWindowHours: null,
    templates: false,
    idempotent: true,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  verify,
  normalise,
  render,
  client: lineClient,
};
