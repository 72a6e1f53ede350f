// The site widget: it posts to our own HTTP and reads our own database, so there is no outside to send to.
import { eventWith } from '../blank-event.js';
import { type Channel, ChannelError } from '../channel.js';
import { fieldsOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { CHAT_SETTINGS } from './settings.js';

export const chat: Channel = {
  kind: 'chat',
  label: { en: 'Site chat', ru: 'Чат на сайте', bg: 'Чат на сайта' },
  configSchema: CHAT_SETTINGS,
  abilities: {
    html: true,
    buttons: true,
    receipts: true,
    edits: false,
    typing: true,
    files: true,
    maxLength: 20_000,
    maxFile: 25 * 1024 * 1024,
    replyWindowHours: null,
    templates: false,
    idempotent: true,
    ordered: true,
    own: true,
    surveyDelaySeconds: 0,
  },
  verify: () => ({ verdict: 'refuse', reason: 'the widget has no webhook' }),
  normalise: (raw) => [readPost(raw.body)],
  render: (message) => [{ payload: { id: message.id }, files: message.files }],
  client: () => ({
    send: async () => {
      throw new ChannelError('drop', 'a widget line is delivered by being stored');
    },
  }),
};

/** A widget post as the widget sends it: {clientId, visitorId, text}. */
function readPost(body: Uint8Array): InboundEvent {
  let fields: Record<string, unknown> | null = null;
  try {
    fields = fieldsOf(parseExactly(body));
  } catch {
    // Told below, like any other post that cannot be read.
  }
  const clientId = textOf(fields?.clientId);
  const visitorId = textOf(fields?.visitorId);
  if (!clientId || !visitorId) {
    return eventWith({ kind: 'ignored', externalId: '', reason: 'not a post of the widget' });
  }
  return eventWith({
    kind: 'message',
    externalId: clientId,
    conversation: visitorId,
    sender: { id: visitorId, name: textOf(fields?.name), username: null, phone: null },
    text: textOf(fields?.text) ?? '',
    language: textOf(fields?.locale),
  });
}
