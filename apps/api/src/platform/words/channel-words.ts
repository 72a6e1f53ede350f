// What a channel is called on paper: mail and the chat by a word of the reader, a messenger by its own name.
import { say } from './words.js';

export function channelWords(kind: string, locale: string): string {
  if (kind === 'email' || kind === 'chat') return say(locale, `report.channel.${kind}`);
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
