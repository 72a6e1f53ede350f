// Part of path A for mail: who wrote it. A contact form writes from our own address and names the person in Reply-To.
import type { InboundEvent } from '@otklik/channels';
import { withoutPlus } from './filters/own-echo.js';

/** The event with its true author as the sender; unchanged when the sender is not one of our own mailboxes. Pure. */
export function withAuthor(event: InboundEvent, ownAddresses: ReadonlySet<string>): InboundEvent {
  const reply = event.mail?.replyTo;
  if (!reply || !ownAddresses.has(withoutPlus(event.sender.id))) return event;
  const address = reply.address.toLowerCase();
  if (ownAddresses.has(withoutPlus(address))) return event;
  return {
    ...event,
    conversation: address,
    sender: { ...event.sender, id: address, name: reply.name, username: null },
  };
}
