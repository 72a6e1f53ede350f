// Viber bots, through its REST API: https://developers.viber.com/docs/api/rest-bot-api/
import type { Channel } from '../channel.js';
import { viberClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './verify.js';

export const viber: Channel = {
  kind: 'viber',
  label: { en: 'Viber', ru: 'Viber', bg: 'Viber' },
  configSchema,
  abilities: {
    html: false,
    buttons: true,
    receipts: true,
    edits: false,
    typing: false,
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
  client: viberClient,
};
