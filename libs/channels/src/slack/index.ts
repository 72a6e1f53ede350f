// Slack as a desk: threads of a channel, and direct messages to the app. https://docs.slack.dev/apis/events-api/
import type { Channel } from '../channel.js';
import { slackClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema } from './settings.js';
import { verify } from './verify.js';

export const slack: Channel = {
  kind: 'slack',
  label: { en: 'Slack', ru: 'Slack', bg: 'Slack' },
  configSchema,
  abilities: {
    html: true,
    buttons: true,
    receipts: false,
    edits: true,
    typing: false,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 1024 * 1024 * 1024,
    replyWindowHours: null,
    templates: false,
    idempotent: false,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  // Slack would show other words to whoever pressed a button.
  received: { contentType: 'text/plain', body: '' },
  verify,
  normalise,
  render,
  client: slackClient,
};
