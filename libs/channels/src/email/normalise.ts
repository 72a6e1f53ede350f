// Second step of path A for mail: its bytes and envelope become one event. Never throws: the unreadable is quarantined.
import { createHash } from 'node:crypto';
import { eventWith } from '../blank-event.js';
import type { NormaliseContext, RawInput } from '../channel.js';
import type { InboundEvent } from '../inbound-event.js';
import { eventsOfPosted, postedIn } from './providers/providers.js';
import { type ReadMail, readMail } from './read-mail.js';

export function normalise(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  const posted = postedIn(raw, context.config);
  return posted ? eventsOfPosted(posted, context, mailEvents) : mailEvents(raw, context);
}

function mailEvents(raw: RawInput, context: NormaliseContext): InboundEvent[] {
  const envelopeFrom = typeof raw.envelope.from === 'string' ? raw.envelope.from : null;
  // Only its head is here: enough to tell an owner of it, not enough to be answered.
  if (typeof raw.envelope.fault === 'string') return [partial(raw, context, raw.envelope.fault)];
  try {
    return [eventOf(readMail(raw.body, { ownAddresses: context.ownAddresses, envelopeFrom }))];
  } catch (fault) {
    return [unreadable(raw.body, (fault as Error).message)];
  }
}

function eventOf(mail: ReadMail): InboundEvent {
  const address = mail.from?.address.toLowerCase() ?? '';
  return eventWith({
    kind: 'message',
    externalId: mail.messageId ?? `sha256:${mail.digest}`,
    conversation: address,
    sender: { id: address, name: mail.from?.name ?? null, username: null, phone: null },
    text: mail.reply,
    html: mail.verdict === 'drop' ? null : mail.replyHtml(),
    quoted: mail.quoted,
    attachments: mail.attachments,
    at: mail.date,
    replyTo: mail.inReplyTo[0] ?? mail.references.at(-1) ?? null,
    language: mail.language,
    mail: {
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: mail.references,
      from: mail.from,
      to: mail.to,
      cc: mail.cc,
      replyTo: mail.replyTo[0] ?? null,
      subject: mail.subject,
      auto: mail.auto,
      bounce: mail.bounce,
      complaint: mail.complaint ?? undefined,
      forwarded: mail.forwarded ?? undefined,
      spam: mail.spam ?? undefined,
      ...(mail.noMachine && mail.verdict === 'accept' ? { noMachine: true } : {}),
      verdict: mail.verdict,
      reason: mail.reason,
      wholeText: mail.text,
    },
  });
}

function partial(raw: RawInput, context: NormaliseContext, reason: string): InboundEvent {
  const [event] = mailEvents({ ...raw, envelope: {} }, context);
  const mail = { ...event!.mail!, verdict: 'quarantine' as const, reason };
  return { ...event!, attachments: [], mail };
}

function unreadable(body: Uint8Array, fault: string): InboundEvent {
  return eventWith({
    kind: 'message',
    externalId: `sha256:${createHash('sha256').update(body).digest('hex')}`,
    mail: {
      messageId: null,
      inReplyTo: [],
      references: [],
      from: null,
      to: [],
      cc: [],
      replyTo: null,
      subject: '',
      auto: null,
      bounce: null,
      verdict: 'quarantine',
      reason: `unreadable: ${fault}`,
      wholeText: '',
    },
  });
}
