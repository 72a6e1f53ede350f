// The adapters seen without a server: what `otklik inspect mail` and `otklik inspect webhook` print, one object a line.

import type { Channel } from './channel.js';
import { isMailProvider } from './email/providers/providers.js';
import { readMail } from './email/read-mail.js';
import type { InboundAttachment, InboundEvent, InboundMail, MailAddress } from './inbound-event.js';
import { bodiesWithin } from './inspect-bodies.js';
import { channelOf } from './registry.js';

export interface InspectedFile {
  name: string;
  contentType: string;
  size: number | null;
  inline: boolean;
  contentId: string | null;
}
export interface InspectedMail {
  file: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  subject: string;
  date: string | null;
  text: string;
  reply: string;
  html: string | null;
  language: string | null;
  attachments: InspectedFile[];
  auto: InboundMail['auto'];
  bounce: { recipient: string | null; status: string | null; permanent: boolean; dead: boolean } | null;
  verdict: InboundMail['verdict'];
  reason: string | null;
}
export type InspectedEvent = { file: string } & Pick<
  InboundEvent,
  'kind' | 'externalId' | 'conversation' | 'sender' | 'text' | 'at' | 'replyTo' | 'status' | 'reason'
> & { attachments: (InspectedFile & { kind: string })[] };

/** What the mail adapter understands of a file. Never throws. */
export function inspectMail(bytes: Uint8Array, fileName: string): InspectedMail {
  try {
    const mail = readMail(bytes, { ownAddresses: [], envelopeFrom: null });
    const { bounce } = mail;
    return {
      file: fileName,
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: mail.references,
      from: mail.from,
      to: mail.to,
      cc: mail.cc,
      replyTo: mail.replyTo,
      subject: mail.subject,
      date: mail.date,
      text: mail.text,
      reply: mail.reply,
      html: mail.html(),
      language: mail.language,
      attachments: mail.attachments.map(fileFacts),
      auto: mail.auto,
      bounce: bounce && {
        recipient: bounce.recipient,
        status: bounce.status,
        permanent: bounce.permanent,
        dead: bounce.dead,
      },
      verdict: mail.verdict,
      reason: mail.reason,
    };
  } catch (fault) {
    return {
      file: fileName,
      messageId: null,
      inReplyTo: [],
      references: [],
      from: null,
      to: [],
      cc: [],
      replyTo: [],
      subject: '',
      date: null,
      text: '',
      reply: '',
      html: null,
      language: null,
      attachments: [],
      auto: null,
      bounce: null,
      verdict: 'quarantine',
      reason: `unreadable: ${(fault as Error).message}`,
    };
  }
}

/** What a channel understands of a webhook body: every event, in order. Never throws. */
export async function inspectWebhook(kind: string, bytes: Uint8Array, fileName: string): Promise<InspectedEvent[]> {
  // The services that post mail are one channel with many doors.
  const provider = isMailProvider(kind) ? kind : null;
  const channel = channelOf(provider ? 'email' : kind);
  if (!channel) return [ignored(fileName, `unknown channel: ${kind}`)];
  try {
    const events = await understood(channel, bytes, provider);
    return events.map((event) => ({
      file: fileName,
      kind: event.kind,
      externalId: event.externalId,
      conversation: event.conversation,
      sender: event.sender,
      text: event.text,
      attachments: event.attachments.map((each) => ({ ...fileFacts(each), kind: each.kind })),
      at: event.at,
      replyTo: event.replyTo,
      status: event.status,
      reason: event.reason ?? event.mail?.reason ?? null,
    }));
  } catch (fault) {
    return [ignored(fileName, `unreadable: ${(fault as Error).message}`)];
  }
}

/** A file that is no body itself may hold several. */
async function understood(channel: Channel, bytes: Uint8Array, provider: string | null): Promise<InboundEvent[]> {
  const context = { config: provider ? { provider } : {}, ownAddresses: [] };
  const read = async (body: Uint8Array) =>
    channel.normalise({ body, envelope: provider ? { 'content-type': formTypeOf(body) } : {} }, context);
  const whole = await read(bytes);
  if (!whole.every(isNothing)) return whole;
  const within = (await Promise.all(bodiesWithin(bytes).map(read))).flat();
  return within.every(isNothing) ? whole : within;
}

const isNothing = (event: InboundEvent) => event.kind === 'ignored' && event.externalId === '';

/** A file has no content type: JSON, or a form as its first line tells. */
function formTypeOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  if (/^\s*[[{]/.test(start)) return 'application/json';
  const boundary = /^--([^\r\n]{1,70})\r?\n/.exec(start)?.[1];
  return boundary ? `multipart/form-data; boundary="${boundary}"` : 'application/x-www-form-urlencoded';
}

const fileFacts = ({ name, contentType, size, inline, contentId }: InboundAttachment): InspectedFile => ({
  name,
  contentType,
  size,
  inline,
  contentId,
});

const ignored = (file: string, reason: string): InspectedEvent => ({
  file,
  kind: 'ignored',
  externalId: '',
  conversation: '',
  sender: { id: '', name: null, username: null, phone: null },
  text: '',
  attachments: [],
  at: null,
  replyTo: null,
  status: null,
  reason,
});
