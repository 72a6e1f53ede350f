// Every mail service whose webhooks we take (path A): one line a service, and its calls as the desk's own events.
import { eventWith } from '../../blank-event.js';
import type { Config, NormaliseContext, RawInput, Verification, VerifyWorld, WebhookRequest } from '../../channel.js';
import { cleanText } from '../../exact-json.js';
import type { InboundEvent } from '../../inbound-event.js';
import { causeOf } from '../bounce-cause.js';
import type { InboundProvider } from '../settings-inbound.js';
import { brevo } from './brevo.js';
import { mailgun } from './mailgun.js';
import { mailjet } from './mailjet.js';
import type { MailProvider, Posted, PostedMail, PostedNews } from './posted.js';
import { postmark } from './postmark.js';
import { sendgrid } from './sendgrid.js';
import { ses } from './ses.js';
import { unisender } from './unisender.js';

const providers = { mailgun, sendgrid, postmark, ses, mailjet, brevo, unisender } satisfies Record<
  InboundProvider,
  MailProvider
>;

function providerOf(config: Config): MailProvider | null {
  const name = String(config.provider ?? '');
  return Object.hasOwn(providers, name) ? providers[name as InboundProvider] : null;
}

export const isMailProvider = (name: string): boolean => Object.hasOwn(providers, name);

export function verifyPosted(
  request: WebhookRequest,
  config: Config,
  world: VerifyWorld,
): Verification | Promise<Verification> {
  const provider = config.inbound === 'webhook' ? providerOf(config) : null;
  return provider
    ? provider.verify(request, config, world)
    : { verdict: 'refuse', reason: 'mail does not come by webhook here' };
}

/** What a stored call tells; null for what is no call but a mail. Never throws. */
export function postedIn(raw: RawInput, config: Config): Posted[] | null {
  const provider = providerOf(config);
  // A mail that came by SMTP or IMAP has its recipients; a call has the headers of a request.
  if (!provider || Array.isArray(raw.envelope.to)) return null;
  const { body } = raw;
  const type = raw.envelope['content-type'];
  try {
    return provider.read(
      Buffer.from(body.buffer, body.byteOffset, body.byteLength),
      typeof type === 'string' ? type : '',
    );
  } catch (fault) {
    return [{ kind: 'ignored', reason: `unreadable: ${(fault as Error).message}`.slice(0, 200) }];
  }
}

/** `understand` reads a mail as any other is read. */
export function eventsOfPosted(
  posted: Posted[],
  context: NormaliseContext,
  understand: (raw: RawInput, context: NormaliseContext) => InboundEvent[],
): InboundEvent[] {
  return posted.flatMap((one): InboundEvent[] => {
    switch (one.kind) {
      case 'mail':
        return understand(asRaw(one), context).map((event) => withFiles(event, one));
      case 'news':
        return eventsOfNews(one);
      default:
        return [eventWith({ kind: 'ignored', externalId: '', reason: bounded(one.reason) || 'nothing we know' })];
    }
  });
}

const asRaw = ({ mime, from, to }: PostedMail): RawInput => ({
  body: mime,
  envelope: { ...(from === null ? {} : { from }), to },
});

function withFiles(event: InboundEvent, { files = [], to, found, genuine, mime }: PostedMail): InboundEvent {
  const proof = found ? { found } : genuine ? { genuine: mime } : {};
  const mail = event.mail && { ...event.mail, recipients: to, ...proof };
  return { ...event, attachments: [...event.attachments, ...files], mail };
}

/** What services write is bounded, and made storable. */
const bounded = (text: string): string => cleanText(text.slice(0, 500));

/** Delivered: a receipt. Bounced or complained of: the same news that a report by mail would be, told by who signed the call. */
function eventsOfNews(news: PostedNews): InboundEvent[] {
  const { what, recipient, at } = news;
  const [id, said, names] = [bounded(news.id), bounded(news.said), news.names.map(bounded)];
  // Which of the names we know the mail by depends on how it was sent; a receipt for an unknown one changes nothing.
  if (what === 'delivered')
    return names.map((replyTo, n) =>
      eventWith({
        kind: 'receipt',
        externalId: `${id} ${n}`,
        status: 'delivered',
        replyTo,
        at,
        conversation: recipient ?? '',
      }),
    );
  const cause = causeOf(news.status, said, '');
  const status = cause.status ?? (news.permanent ? '5.0.0' : '4.0.0');
  const bounce = {
    recipient,
    status,
    permanent: news.permanent,
    dead: news.dead ?? cause.dead,
    original: names[0] ?? null,
  };
  const event = eventWith({
    kind: 'message',
    externalId: `news ${id}`,
    conversation: recipient ?? '',
    sender: { id: recipient?.toLowerCase() ?? '', name: null, username: null, phone: null },
    text: said,
    at,
    mail: {
      messageId: null,
      inReplyTo: [],
      references: names,
      from: null,
      to: [],
      cc: [],
      replyTo: null,
      subject: what === 'complaint' ? 'Complaint' : `Bounce: ${recipient ?? ''}`,
      auto: what === 'complaint' ? 'complaint' : 'bounce',
      bounce: what === 'complaint' ? null : bounce,
      proven: true,
      verdict: 'drop',
      reason: what === 'complaint' ? 'complaint' : `bounce ${status}`,
      wholeText: said,
    },
  });
  return [event];
}
