// Brevo (path A): its inbound parsing posts mails in pieces, files to be fetched by token; its events come one a call.
import { fieldsOf, idOf, listOf, parseExactly, textOf } from '../../exact-json.js';
import type { InboundAttachment } from '../../inbound-event.js';
import { buildMime, headerList, withHeaders } from './build-mime.js';
import { idIn, instantOf, knownBySecret, type MailProvider, type Posted, present, statusIn } from './posted.js';

export const brevo: MailProvider = {
  verify: (request, config) => knownBySecret(request, config),

  read(body) {
    return [parseExactly(body)].flat().flatMap((one): Posted[] => {
      const told = fieldsOf(one) ?? {};
      if (Array.isArray(told.items)) return told.items.map((item) => mail(fieldsOf(item) ?? {}));
      if (told.event) return [news(told)];
      return [told.From && told.Headers ? mail(told) : { kind: 'ignored', reason: 'not a call of Brevo' }];
    });
  },
};

type Fields = Record<string, unknown>;

function mail(told: Fields): Posted {
  const headers = withHeaders(headerList(told.Headers), {
    From: person(told.From),
    To: people(told.To),
    Cc: people(told.Cc),
    'Reply-To': person(told.ReplyTo),
    Subject: textOf(told.Subject),
    Date: textOf(told.SentAtDate),
    'Message-ID': textOf(told.MessageId),
    'In-Reply-To': textOf(told.InReplyTo),
  });
  return {
    kind: 'mail',
    mime: buildMime({ headers, text: textOf(told.RawTextBody), html: textOf(told.RawHtmlBody), files: [] }),
    genuine: false,
    from: null,
    to: [...listOf(told.Recipients), ...listOf(told.To)].flatMap(
      (one) => textOf(one) ?? textOf(fieldsOf(one)?.Address) ?? [],
    ),
    files: listOf(told.Attachments).flatMap(file),
  };
}

function file(given: unknown): InboundAttachment[] {
  const one = fieldsOf(given);
  const token = textOf(one?.DownloadToken);
  if (!one || !token) return [];
  const contentId = textOf(one.ContentID);
  const size = Number(idOf(one.ContentLength));
  return [
    {
      name: textOf(one.Name) ?? 'file',
      contentType: textOf(one.ContentType) ?? 'application/octet-stream',
      size: Number.isFinite(size) && size > 0 ? size : null,
      inline: contentId !== null,
      contentId,
      kind: 'file',
      ref: `brevo:${token}`,
      content: null,
    },
  ];
}

function person(given: unknown): string | null {
  const one = fieldsOf(given);
  const address = textOf(one?.Address);
  const name = textOf(one?.Name)?.replace(/["\\]/g, '');
  return address && (name ? `"${name}" <${address}>` : address);
}

const people = (given: unknown): string | null => listOf(given).map(person).filter(Boolean).join(', ') || null;

function news(told: Fields): Posted {
  const what = textOf(told.event);
  const said = (textOf(told.reason) ?? '').trim();
  const known = {
    kind: 'news' as const,
    id: `${what} ${String(told['message-id'])} ${String(told.email)} ${String(told.ts_epoch ?? told.ts_event ?? told.ts ?? told.date)}`,
    names: present([idIn(told['message-id'])]),
    recipient: textOf(told.email),
    said,
    status: statusIn(said),
    at: instantOf(told.ts_event ?? told.ts_epoch ?? told.ts),
  };
  switch (what) {
    case 'delivered':
      return { ...known, what, permanent: false, dead: null };
    case 'complaint':
    case 'spam':
      return { ...known, what: 'complaint', permanent: false, dead: null };
    case 'hard_bounce':
      return { ...known, what: 'bounced', permanent: true, dead: null };
    case 'invalid_email':
      return { ...known, what: 'bounced', permanent: true, dead: true };
    case 'blocked':
    case 'error':
      return { ...known, what: 'bounced', permanent: true, dead: false };
    case 'soft_bounce':
    case 'deferred':
      return { kind: 'ignored', reason: `delayed: ${said.slice(0, 200)}` };
    default:
      return { kind: 'ignored', reason: what ?? 'not an event of Brevo' };
  }
}
