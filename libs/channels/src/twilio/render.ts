// Path B for Twilio: a message becomes the forms that send it; files go by their address, for Twilio comes and fetches them.
import { cardAsText, wordsBeside } from '../card-words.js';
import type { Config, OutboundFile, OutboundMessage, Part, Template } from '../channel.js';
import { splitText } from '../split-text.js';
import { isWhatsApp } from './settings.js';

/** Twilio's own limit of one message, of ten segments and more. */
export const MAX_TEXT = 1600;
/** Files that WhatsApp and MMS take, and the largest that both do, in bytes. */
const TAKEN = /^(?:image\/(?:jpeg|png|gif|webp)|audio\/(?:mpeg|ogg|mp4|aac|amr)|video\/(?:mp4|3gpp)|application\/pdf)$/;
const MAX_MEDIA = 5 * 1024 * 1024;

/** What client.send reads: the fields of the form that are not the same for every message. */
export type Said = { Body: string } | { MediaUrl: string } | { template: Template };

export function render(message: OutboundMessage, config: Config): Part[] {
  if (message.template) return [{ payload: { template: message.template } satisfies Said, files: [] }];
  const card = message.card ? cardAsText(message.card) : '';
  const text = [wordsBeside(message), card].filter(Boolean).join('\n\n');
  const texts = splitText(text, MAX_TEXT).map((Body): Said => ({ Body }));
  const media = isWhatsApp(config) || config.mms === true;
  const said = [...texts, ...message.files.map((file) => fileSaid(file, media))];
  return said.map((payload) => ({ payload, files: [] }));
}

function fileSaid(file: OutboundFile, media: boolean): Said {
  const link = file.link ?? '';
  const fits = media && TAKEN.test(file.contentType) && file.size <= MAX_MEDIA && link.startsWith('https://');
  if (fits) return { MediaUrl: link };
  return { Body: [file.name, link].filter(Boolean).join('\n').slice(0, MAX_TEXT) };
}
