// E-mail: in by our SMTP listener as bytes, out through a relay.
import type { Channel } from '../channel.js';
import { emailClient } from './client.js';
import { normalise } from './normalise.js';
import { verifyPosted } from './providers/providers.js';
import { render } from './render.js';
import { configSchema } from './settings.js';

export const email: Channel = {
  kind: 'email',
  label: { en: 'E-mail', ru: 'Почта', bg: 'Имейл' },
  configSchema,
  abilities: {
    html: true,
    buttons: false,
    receipts: false,
    edits: false,
    typing: false,
    files: true,
    maxLength: 500_000,
    maxFile: 25 * 1024 * 1024,
    replyWindowHours: null,
    templates: false,
    idempotent: true,
    ordered: false,
    own: false,
    surveyDelaySeconds: 3600,
  },
  verify: verifyPosted,
  normalise,
  render,
  client: emailClient,
};
