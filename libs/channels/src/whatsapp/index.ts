// WhatsApp, through Meta's Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api
import type { Channel } from '../channel.js';
import { verifyMeta } from '../meta/webhook.js';
import { whatsappClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';

export const whatsapp: Channel = {
  kind: 'whatsapp',
  label: { en: 'WhatsApp', ru: 'WhatsApp', bg: 'WhatsApp' },
  configSchema,
  abilities: {
    html: true,
    buttons: true,
    receipts: true,
    edits: true,
    typing: false,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 100 * 1024 * 1024,
    replyWindowHours: 24,
    templates: true,
    idempotent: false,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  verify: verifyMeta,
  normalise,
  render,
  client: whatsappClient,
};
