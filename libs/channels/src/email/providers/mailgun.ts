// Mailgun (path A): routes post a mail whole or in pieces, webhooks tell what became of ours; both carry an HMAC of a moment and a token.
import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../../channel.js';
import { fieldsOf, idOf, listOf, textOf } from '../../exact-json.js';
import type { InboundAttachment } from '../../inbound-event.js';
import { buildMime, headerList, withHeaders } from './build-mime.js';
import { type FormPart, formParts } from './form.js';
import {
  idIn,
  instantOf,
  type MailProvider,
  OK,
  type Posted,
  present,
  refuse,
  sameDigest,
  secretOf,
  statusIn,
} from './posted.js';

/**
 * A call that could not be delivered is tried again for eight hours, and nobody promises that it is signed anew: refusing it
 * after minutes would lose mail. A repeated one is known by its Message-ID or its news by its id.
 */
const OLDEST_SECONDS = 8 * 3600 + 900;
const AHEAD_SECONDS = 300;

export const mailgun: MailProvider = {
  verify(request, config, { now }) {
    const key = secretOf(config);
    if (!key) return refuse('no signing key is set');
    if (request.method !== 'POST') return refuse('not a POST');
    const signed = signatureIn(request);
    if (!signed) return refuse('not signed');
    const expected = createHmac('sha256', key)
      .update(signed.timestamp + signed.token)
      .digest();
    if (!sameDigest(signed.signature, expected)) return refuse('wrong signature');
    const age = now.getTime() / 1000 - Number(signed.timestamp);
    return age <= OLDEST_SECONDS && age >= -AHEAD_SECONDS ? OK : refuse('signed too long ago');
  },

  read(body, contentType) {
    if (isJson(body, contentType)) {
      const told = fieldsOf(JSON.parse(body.toString('utf8')));
      const event = fieldsOf(told?.['event-data']);
      return [event ? news(event) : { kind: 'ignored', reason: 'not an event of Mailgun' }];
    }
    const parts = formParts(body, contentType);
    const field = (name: string) =>
      parts.find((part) => part.name === name && part.fileName === null)?.bytes.toString('utf8') ?? null;
    return [field('event') ? oldNews(field) : mail(parts, field)];
  },
};

const isJson = (body: Buffer, contentType: string) =>
  /json/i.test(contentType) || (!/form/i.test(contentType) && body[0] === 0x7b);

function signatureIn({
  body,
  headers,
}: WebhookRequest): { timestamp: string; token: string; signature: string } | null {
  const bytes = Buffer.from(body);
  const type = headers['content-type'] ?? '';
  let field: (name: string) => string;
  if (isJson(bytes, type)) {
    try {
      const fields = fieldsOf(fieldsOf(JSON.parse(bytes.toString('utf8')))?.signature);
      field = (name) => idOf(fields?.[name]) ?? '';
    } catch {
      return null;
    }
  } else {
    const parts = formParts(bytes, type);
    field = (name) => parts.find((part) => part.name === name && part.fileName === null)?.bytes.toString('utf8') ?? '';
  }
  const [timestamp, token, signature] = [field('timestamp'), field('token'), field('signature')];
  return /^\d{1,12}$/.test(timestamp) && token && signature ? { timestamp, token, signature } : null;
}

type Field = (name: string) => string | null;

function mail(parts: FormPart[], field: Field): Posted {
  const to = (field('recipient') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const from = field('sender');
  const whole = parts.find((part) => part.name === 'body-mime');
  if (whole) return { kind: 'mail', mime: whole.bytes, genuine: true, from, to };
  const list = field('message-headers');
  const headers = withHeaders(headerList(list ? JSON.parse(list) : []), {
    From: field('from') ?? from,
    To: field('To') ?? to.join(', '),
    Subject: field('subject'),
    'Message-ID': field('Message-Id'),
    Date: field('Date'),
  });
  const inline = contentIds(field('content-id-map'));
  const files = parts
    .filter((part) => /^attachment-\d+$/.test(part.name))
    .map((part) => ({
      name: part.fileName ?? part.name,
      contentType: part.contentType,
      contentId: inline.get(part.name) ?? null,
      content: part.bytes,
    }));
  const [text, html] = [field('body-plain'), field('body-html')];
  if (text === null && html === null && files.length === 0 && headers.length === 0)
    return { kind: 'ignored', reason: 'not a mail of Mailgun' };
  const verdict = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1].toLowerCase();
  return {
    kind: 'mail',
    mime: buildMime({ headers, text, html, files }),
    genuine: false,
    from,
    to,
    files: storedFiles(field('attachments')),
    found: { spf: verdict('x-mailgun-spf') ?? 'none', dkim: verdict('x-mailgun-dkim-check-result') ?? 'none' },
  };
}

/** `{"<content id>": "attachment-1"}`, turned round. */
function contentIds(json: string | null): Map<string, string> {
  const map = fieldsOf(json ? JSON.parse(json) : null) ?? {};
  return new Map(Object.entries(map).flatMap(([id, part]) => (typeof part === 'string' && id ? [[part, id]] : [])));
}

/** With the action `store` the files stay at Mailgun, to be fetched with an API key. */
function storedFiles(json: string | null): InboundAttachment[] {
  return listOf(json ? JSON.parse(json) : []).flatMap((one) => {
    const file = fieldsOf(one);
    const url = textOf(file?.url);
    if (!file || !url) return [];
    const size = Number(file.size);
    return {
      name: textOf(file.name) ?? 'file',
      contentType: textOf(file['content-type']) ?? 'application/octet-stream',
      size: Number.isFinite(size) && size > 0 ? size : null,
      inline: false,
      contentId: null,
      kind: 'file',
      ref: `mailgun:${url}`,
      content: null,
    };
  });
}

function news(event: Record<string, unknown>): Posted {
  const what = textOf(event.event);
  const headers = fieldsOf(fieldsOf(event.message)?.headers);
  const delivery = fieldsOf(event['delivery-status']);
  const said = [textOf(delivery?.message), textOf(delivery?.description), textOf(event.reason)].find(Boolean) ?? '';
  const known = {
    kind: 'news' as const,
    id: textOf(event.id) ?? `${what} ${String(event.timestamp)} ${String(event.recipient)}`,
    names: present([idIn(headers?.['message-id'])]),
    recipient: textOf(event.recipient),
    said,
    status: statusIn(said, delivery?.code),
    at: instantOf(event.timestamp),
  };
  switch (what) {
    case 'delivered':
      return { ...known, what: 'delivered', permanent: false, dead: null };
    case 'complained':
      return { ...known, what: 'complaint', permanent: false, dead: null };
    case 'rejected':
      return { ...known, what: 'bounced', permanent: true, dead: false };
    case 'failed': {
      const permanent = event.severity === 'permanent';
      if (!permanent) return { kind: 'ignored', reason: `delayed: ${said.slice(0, 200)}` };
      return { ...known, what: 'bounced', permanent, dead: event.reason === 'suppress-bounce' ? true : null };
    }
    default:
      return { kind: 'ignored', reason: what ?? 'not an event of Mailgun' };
  }
}

/** As its webhooks of before 2018 told it, in a form. */
function oldNews(field: Field): Posted {
  const what = field('event');
  const said = field('error') ?? field('description') ?? field('reason') ?? '';
  const list = field('message-headers');
  const header = headerList(list ? JSON.parse(list) : []).find(([name]) => name.toLowerCase() === 'message-id')?.[1];
  const known = {
    kind: 'news' as const,
    id: `${what} ${field('token')}`,
    names: present([idIn(field('Message-Id')), idIn(header)]),
    recipient: field('recipient'),
    said,
    status: statusIn(said, field('code')),
    at: instantOf(field('timestamp')),
  };
  if (what === 'delivered') return { ...known, what, permanent: false, dead: null };
  if (what === 'complained') return { ...known, what: 'complaint', permanent: false, dead: null };
  if (what === 'bounced' || (what === 'dropped' && field('reason') !== 'old'))
    return { ...known, what: 'bounced', permanent: true, dead: null };
  return { kind: 'ignored', reason: what ?? 'not an event of Mailgun' };
}
