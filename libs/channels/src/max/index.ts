// MAX, through its bot API: https://dev.max.ru/docs-api
import type { Channel } from '../channel.js';
import { maxClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './verify.js';

export const max: Channel = {
  kind: 'max',
  label: { en: 'MAX', ru: 'MAX', bg: 'MAX' },
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
  client: maxClient,
};
