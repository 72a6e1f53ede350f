// Any messenger at all, by a server of the owner's own that speaks our JSON: docs/channels/api.md
import type { Channel } from '../channel.js';
import { apiClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_FILES, MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './signature.js';

export const api: Channel = {
  kind: 'api',
  label: { en: 'Your own channel (API)', ru: 'Свой канал (API)', bg: 'Собствен канал (API)' },
  configSchema,
  abilities: {
    html: true,
    buttons: true,
    receipts: true,
    edits: true,
    typing: true,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: MAX_FILES,
    replyWindowHours: null,
    templates: false,
    idempotent: true,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  received: { contentType: 'application/json', body: '{"ok":true}' },
  verify,
  normalise,
  render,
  client: apiClient,
};
