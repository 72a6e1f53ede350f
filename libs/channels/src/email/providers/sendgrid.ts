// SendGrid (path A): Inbound Parse posts a mail whole or in pieces; the event webhook signs its lists with ECDSA.
import { createPublicKey, verify as verifySignature } from 'node:crypto';
import type { Verification, WebhookRequest } from '../../channel.js';
import { fieldsOf, listOf, parseExactly, textOf } from '../../exact-json.js';
import { decodeBytes } from '../charset.js';
import { buildMime, headerList, withHeaders } from './build-mime.js';
import { type FormPart, formParts } from './form.js';
import {
  idIn,
  instantOf,
  knownBySecret,
  type MailProvider,
  OK,
  type Posted,
  present,
  refuse,
  statusIn,
} from './posted.js';

const SIGNATURE = 'x-twilio-email-event-webhook-signature';
const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';
/** Events are tried again for a day. */
const OLDEST_SECONDS = 25 * 3600;

export const sendgrid: MailProvider = {
  verify(request, config, { now }) {
    // With the key set, an event list that is not signed by it is nobody's.
    const key = typeof config.eventKey === 'string' ? config.eventKey : '';
    const events = /json/i.test(request.headers['content-type'] ?? '');
    return events && key ? signedEvents(request, key, now) : knownBySecret(request, config);
  },

  read(body, contentType) {
    if (/^\s*\[/.test(body.subarray(0, 20).toString('latin1')) || /json/i.test(contentType))
      return [parseExactly(body)].flat().map((event) => news(fieldsOf(event) ?? {}));
    return [mail(formParts(body, contentType))];
  },
};

function signedEvents(request: WebhookRequest, key: string, now: Date): Verification {
  if (request.method !== 'POST') return refuse('not a POST');
  const timestamp = request.headers[TIMESTAMP] ?? '';
  const age = now.getTime() / 1000 - Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp) || age > OLDEST_SECONDS || age < -300) return refuse('signed too long ago');
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64'),
      format: 'der',
      type: 'spki',
    });
    const signed = Buffer.concat([Buffer.from(timestamp), request.body]);
    const right = verifySignature('sha256', signed, publicKey, Buffer.from(request.headers[SIGNATURE] ?? '', 'base64'));
    return right ? OK : refuse('wrong signature');
  } catch {
    return refuse('the public key or the signature cannot be read');
  }
}

function mail(parts: FormPart[]): Posted {
  const part = (name: string) => parts.find((each) => each.name === name);
  const charsets = jsonIn(part('charsets')?.bytes.toString('utf8'));
  const field = (name: string): string | null => {
    const found = part(name);
    if (!found) return null;
    return decodeBytes(found.bytes, textOf(charsets?.[name]) ?? 'utf-8');
  };
  const envelope = jsonIn(field('envelope'));
  const from = textOf(envelope?.from) ?? null;
  const to = listOf(envelope?.to).filter((one): one is string => typeof one === 'string');
  const found = { spf: (field('SPF') ?? 'none').toLowerCase(), dkim: dkimIn(field('dkim')) };
  const whole = part('email');
  if (whole) return { kind: 'mail', mime: whole.bytes, genuine: true, from, to, found };
  if (!part('headers') && !part('from')) return { kind: 'ignored', reason: 'not a mail of SendGrid' };
  const headers = withHeaders(headerList(field('headers') ?? ''), {
    From: field('from'),
    To: field('to'),
    Cc: field('cc'),
    Subject: field('subject'),
  });
  const info = jsonIn(field('attachment-info'));
  const files = parts
    .filter((each) => /^attachment\d+$/.test(each.name))
    .map((each) => {
      const about = fieldsOf(info?.[each.name]);
      return {
        name: textOf(about?.filename) ?? textOf(about?.name) ?? each.fileName ?? each.name,
        contentType: textOf(about?.type) ?? each.contentType,
        contentId: textOf(about?.['content-id']),
        content: each.bytes,
      };
    });
  return {
    kind: 'mail',
    mime: buildMime({ headers, text: field('text'), html: field('html'), files }),
    genuine: false,
    from,
    to,
    found,
  };
}

/** `{@shop.test : pass}` */
const dkimIn = (text: string | null): string =>
  /:\s*pass/i.test(text ?? '') ? 'pass' : /:\s*fail/i.test(text ?? '') ? 'fail' : 'none';

function jsonIn(text: string | null | undefined): Record<string, unknown> | null {
  try {
    return fieldsOf(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

function news(event: Record<string, unknown>): Posted {
  const what = textOf(event.event);
  const said = [textOf(event.reason), textOf(event.response)].find(Boolean) ?? '';
  const id = textOf(event.sg_event_id) ?? `${what} ${String(event.sg_message_id)} ${String(event.timestamp)}`;
  const known = {
    kind: 'news' as const,
    id,
    names: present([idIn(event.otklik), idIn(event['smtp-id'])]),
    recipient: textOf(event.email),
    said,
    status: statusIn(`${textOf(event.status) ?? ''} ${said}`),
    at: instantOf(event.timestamp),
  };
  switch (what) {
    case 'delivered':
      return { ...known, what, permanent: false, dead: null };
    case 'spamreport':
      return { ...known, what: 'complaint', permanent: false, dead: null };
    case 'dropped':
      return { ...known, what: 'bounced', permanent: true, dead: /bounced address|invalid/i.test(said) };
    case 'bounce':
      // `blocked`: this mail was refused, the address lives.
      return { ...known, what: 'bounced', permanent: true, dead: textOf(event.type) === 'blocked' ? false : null };
    case 'deferred':
      return { kind: 'ignored', reason: `delayed: ${said.slice(0, 200)}` };
    default:
      return { kind: 'ignored', reason: what ?? 'not an event of SendGrid' };
  }
}
