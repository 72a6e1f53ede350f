// Where every channel's normalise begins (path A): an event with nothing understood yet.
import type { InboundEvent } from './inbound-event.js';

/** An event with every optional fact absent; a channel fills in what it knows. */
export function eventWith(known: Partial<InboundEvent> & Pick<InboundEvent, 'kind' | 'externalId'>): InboundEvent {
  return {
    conversation: '',
    sender: { id: '', name: null, username: null, phone: null },
    text: '',
    html: null,
    quoted: null,
    attachments: [],
    at: null,
    replyTo: null,
    status: null,
    reason: null,
    button: null,
    language: null,
    mail: null,
    ...known,
  };
}
