// SMS and WhatsApp through Twilio's Programmable Messaging: https://www.twilio.com/docs/messaging
import type { Channel } from '../channel.js';
import { twilioClient } from './client.js';
import { normalise } from './normalise.js';
import { MAX_TEXT, render } from './render.js';
import { configSchema, isWhatsApp } from './settings.js';
import { verify } from './verify.js';

export const twilio: Channel = {
  kind: 'twilio',
  label: { en: 'Twilio: SMS, WhatsApp', ru: 'Twilio: SMS, WhatsApp', bg: 'Twilio: SMS, WhatsApp' },
  configSchema,
  abilities: {
    html: false,
    buttons: false,
    receipts: true,
    edits: false,
    typing: false,
    files: true,
    maxLength: MAX_TEXT,
    maxFile: 16 * 1024 * 1024,
    replyWindowHours: null,
    templates: true,
    idempotent: false,
    ordered: true,
    own: false,
    surveyDelaySeconds: 0,
  },
  // SMS may be answered for ever.
  replyWindowHours: (config) => (isWhatsApp(config) ? 24 : null),
  // Anything but TwiML would be sent to the customer as an SMS.
  received: { contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
  verify,
  normalise,
  render,
  client: twilioClient,
};
