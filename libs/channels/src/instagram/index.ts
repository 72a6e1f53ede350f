// Instagram messages, through Meta's API: https://developers.facebook.com/docs/instagram-platform
import type { Channel, OutboundFile } from '../channel.js';
import { messagingReader } from '../meta/messaging.js';
import { renderForSendApi } from '../meta/send-render.js';
import { humanWindowOf } from '../meta/settings.js';
import { verifyMeta } from '../meta/webhook.js';
import { instagramClient } from './client.js';
import { accountIdOf, configSchema, pageIdOf } from './settings.js';
import { splitBytes } from './split-bytes.js';

/** Bytes of UTF-8, so that it is never more than so many UTF-16 units either. */
const MAX_BYTES = 1000;

export const instagram: Channel = {
  kind: 'instagram',
  label: { en: 'Instagram', ru: 'Instagram', bg: 'Instagram' },
  configSchema,
  abilities: {
    html: false,
    buttons: true,
    receipts: true,
    edits: true,
    typing: true,
    files: true,
    maxLength: MAX_BYTES,
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
    object: 'instagram',
    // Meta names the page in some of these and the account in others.
    accounts: (config) => (accountIdOf(config) ? [accountIdOf(config), pageIdOf(config), '0'].filter(Boolean) : []),
    stories: true,
  }),
  render: (message) => renderForSendApi(message, { split: (text) => splitBytes(text, MAX_BYTES), mediaOf }),
  client: instagramClient,
};

const TAKEN: Record<string, string[]> = {
  image: ['image/jpeg', 'image/png', 'image/gif'],
  video: ['video/mp4', 'video/ogg', 'video/x-msvideo', 'video/quicktime', 'video/webm'],
  audio: ['audio/aac', 'audio/mp4', 'audio/x-m4a', 'audio/wav', 'audio/x-wav'],
  file: ['application/pdf'],
};
const LARGEST_IMAGE = 8 * 1024 * 1024;

/** Instagram takes few kinds; of any other the customer gets a link. */
function mediaOf({ contentType, size, link }: OutboundFile): string | null {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  const [kind] = Object.entries(TAKEN).find(([, types]) => types.includes(type)) ?? [null];
  return (kind === 'image' && size > LARGEST_IMAGE) || !link ? null : kind;
}
