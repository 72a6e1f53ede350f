// Part of path A for mail: what an agent passes on to the desk is the mail of the person who wrote it first. Pure.
import type { InboundEvent } from '@otklik/channels';
import { withoutPlus } from './filters/own-echo.js';

/** Lower-case addresses whose forwards are taken so; empty: nobody's. */
export function forwardersOf(config: Record<string, unknown>, agentAddresses: string[]): ReadonlySet<string> {
  const listed = Array.isArray(config.forwarders) ? config.forwarders.filter((one) => typeof one === 'string') : [];
  const agents = config.forwardersAreAgents === true ? agentAddresses : [];
  return new Set([...agents, ...(listed as string[])].map(withoutPlus));
}

/**
 * The event as its first author would have sent it: answers go to him, the forwarder's own remark and the thread among
 * colleagues stay out of what he may ever be shown. Null: nothing was passed on, or not by one of ours.
 */
export function passedOn(event: InboundEvent, forwarders: ReadonlySet<string>): InboundEvent | null {
  const { mail } = event;
  const forwarded = mail?.forwarded;
  if (!mail || !forwarded || !forwarders.has(withoutPlus(event.sender.id))) return null;
  const address = forwarded.from.address.toLowerCase();
  if (forwarders.has(withoutPlus(address))) return null;
  const words = forwarded.text.trim();
  // Proven was who passed it on, not who wrote it.
  const { authentication: _, ...rest } = mail;
  return {
    ...event,
    conversation: address,
    sender: { id: address, name: forwarded.from.name, username: null, phone: null },
    ...(words === '' ? {} : { text: words, html: null, quoted: mail.wholeText || event.text }),
    mail: {
      ...rest,
      from: forwarded.from,
      replyTo: null,
      cc: [],
      subject: forwarded.subject || mail.subject,
      messageId: null,
      inReplyTo: [],
      references: [],
    },
  };
}
