// Facebook Messenger, through the Messenger Platform: https://developers.facebook.com/docs/messenger-platform
import type { Channel, OutboundFile } from '../channel.js';
import { messagingReader } from '../meta/messaging.js';
import { renderForSendApi } from '../meta/send-render.js';
import { humanWindowOf } from '../meta/settings.js';
import { verifyMeta } from '../meta/webhook.js';
import { splitText } from '../split-text.js';
import { messengerClient } from './client.js';
import { configSchema, pageIdOf } from './settings.js';

const MAX_TEXT = 2000;

export const messenger: Channel = {
  kind: 'messenger',
  label: { en: 'Messenger', ru: 'Messenger', bg: 'Messenger' },
  configSchema,
  abilities: {
    html: false,
    buttons: true,
    receipts: true,
    edits: true,
    typing: true,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 25 * 1024 * 1024,
    replyWindowHours: 24,
    templates: false,
    idempotent: false,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  replyWindowHours: humanWindowOf,
  verify: verifyMeta,
  normalise: messagingReader({
    object: 'page',
    accounts: (config) => [pageIdOf(config)].filter(Boolean),
    stories: false,
  }),
  render: (message) => renderForSendApi(message, { split: (text) => splitText(text, MAX_TEXT), mediaOf }),
  client: messengerClient,
};

function mediaOf({ contentType }: OutboundFile): string {
  const type = contentType.split('/')[0]!;
  // A vector drawing is no picture to Meta.
  return ['image', 'video', 'audio'].includes(type) && !contentType.startsWith('image/svg') ? type : 'file';
}
