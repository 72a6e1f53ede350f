// Second step of path A for Twilio: one form becomes what happened: a message, or what became of one of ours.
import { eventWith } from '../blank-event.js';
import type { RawInput } from '../channel.js';
import { cleanText, fieldsOf, idOf, parseExactly } from '../exact-json.js';
import type { InboundAttachment, InboundEvent } from '../inbound-event.js';
import { placeWords } from '../place-words.js';
import { wordsOfCode } from './error-codes.js';

/** What Twilio says of our message → what we say. */
const RECEIPTS: Record<string, string> = {
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};
const ON_ITS_WAY = new Set(['accepted', 'scheduled', 'queued', 'sending']);
const MOST_FILES = 30;

export function normalise(raw: RawInput): InboundEvent[] {
  const fields = fieldsIn(raw.body);
  const messageId = fields?.get('MessageSid') ?? fields?.get('SmsSid') ?? fields?.get('SmsMessageSid') ?? '';
  if (!fields || messageId === '') return [ignored('', 'malformed: not a webhook of Twilio for messages')];
  const status = (fields.get('MessageStatus') ?? '').toLowerCase();
  const told = status === '' ? (fields.get('SmsStatus') ?? '').toLowerCase() : status;
  if (ON_ITS_WAY.has(told) || Object.hasOwn(RECEIPTS, told)) return [readStatus(fields, messageId, told)];
  return readMessage(fields, messageId);
}

type Form = Map<string, string>;

function readStatus(fields: Form, messageId: string, status: string): InboundEvent {
  const known = { externalId: `${messageId}:${status}`, ...chatOf(fields.get('To') ?? ''), replyTo: messageId };
  if (ON_ITS_WAY.has(status)) return eventWith({ ...known, kind: 'ignored', reason: `still on its way: ${status}` });
  const mapped = RECEIPTS[status]!;
  const words = wordsOfCode(fields.get('ErrorCode') ?? null) ?? fields.get('ChannelStatusMessage') ?? status;
  return eventWith({ ...known, kind: 'receipt', status: mapped, reason: mapped === 'failed' ? words : null });
}

function readMessage(fields: Form, messageId: string): InboundEvent[] {
  const chat = chatOf(fields.get('From') ?? '', fields.get('ProfileName'));
  if (chat.conversation === '') return [ignored(messageId, 'malformed: nobody is named')];
  const text = wordsOf(fields);
  const attachments = attachmentsOf(fields, messageId);
  const known = { ...chat, text };
  const opted = (fields.get('OptOutType') ?? '').toUpperCase();
  if (opted === 'STOP') {
    return [eventWith({ ...known, kind: 'blocked', externalId: `${messageId}:stop`, status: 'blocked' })];
  }
  const back = eventWith({ ...known, kind: 'joined', externalId: `${messageId}:start`, status: 'unblocked' });
  // Whoever comes back by YES may as well have answered our question.
  if (opted === 'START' && /^\s*(start|unstop)?\s*$/i.test(text)) return [back];
  if (text === '' && attachments.length === 0) {
    const what = fields.get('MessageType') ?? 'no words, no files';
    return [{ ...ignored(messageId, `nothing to show: ${what}`), ...chat }];
  }
  const payload = fields.get('ButtonPayload') ?? fields.get('ListId');
  const message = eventWith({
    ...known,
    kind: 'message',
    externalId: messageId,
    attachments,
    replyTo: fields.get('OriginalRepliedMessageSid') ?? null,
    quoted: advertisementOf(fields),
    button: payload ? { data: payload, callbackId: messageId } : null,
  });
  return opted === 'START' ? [back, message] : [message];
}

/** The other side's number: as Twilio writes it for sending, bare for knowing the person. */
function chatOf(address: string, name?: string): Pick<InboundEvent, 'conversation' | 'sender'> {
  const number = address.replace(/^[a-z]+:/i, '');
  const phone = /^\+\d{6,}$/.test(number) ? number : null;
  return { conversation: address, sender: { id: number, name: name || null, username: null, phone } };
}

/** The body, the button or list entry that was chosen, or a place. */
function wordsOf(fields: Form): string {
  const body = fields.get('Body') ?? '';
  const said = body.trim() === '' ? (fields.get('ButtonText') ?? fields.get('ListTitle') ?? '') : body;
  if (!fields.has('Latitude') || !fields.has('Longitude')) return said;
  const place = placeWords({
    title: fields.get('Label') ?? null,
    address: fields.get('Address') ?? null,
    latitude: fields.get('Latitude'),
    longitude: fields.get('Longitude'),
  });
  return [said, place].filter(Boolean).join('\n');
}

/** The advertisement that the person wrote from. */
function advertisementOf(fields: Form): string | null {
  const said = ['ReferralHeadline', 'ReferralBody', 'ReferralSourceUrl'].map((name) => fields.get(name)?.trim());
  return said.filter(Boolean).join('\n') || null;
}

/** Twilio keeps the files behind the account's own password; `ref` is their address. */
function attachmentsOf(fields: Form, messageId: string): InboundAttachment[] {
  const count = Math.min(Number(fields.get('NumMedia')) || 0, MOST_FILES);
  const attachments: InboundAttachment[] = [];
  for (let i = 0; i < count; i++) {
    const ref = fields.get(`MediaUrl${i}`);
    if (!ref) continue;
    const contentType = (fields.get(`MediaContentType${i}`) ?? 'application/octet-stream').toLowerCase();
    const kind = contentType === 'text/vcard' ? 'contact' : contentType.split('/')[0]!;
    const name = `${kind}-${messageId.slice(-8)}-${i + 1}.${extensionOf(contentType)}`;
    attachments.push({ name, contentType, size: null, inline: false, contentId: null, kind, ref, content: null });
  }
  return attachments;
}

function extensionOf(contentType: string): string {
  const special: Record<string, string> = {
    'image/jpeg': 'jpg',
    'audio/mpeg': 'mp3',
    'audio/ogg': 'ogg',
    'text/vcard': 'vcf',
    'text/plain': 'txt',
    'video/quicktime': 'mov',
    'application/octet-stream': 'bin',
  };
  if (Object.hasOwn(special, contentType)) return special[contentType]!;
  return /\/(?:x-)?([a-z0-9]{2,5})(?:$|;)/.exec(contentType)?.[1] ?? 'bin';
}

/** A form as Twilio posts it, or the same fields as JSON. Null: neither. */
function fieldsIn(body: Uint8Array): Form | null {
  const source = new TextDecoder().decode(body);
  const form: Form = new Map();
  const put = (name: string, value: string) => {
    if (!form.has(name) && value !== '') form.set(name, cleanText(value));
  };
  if (!/^\s*[[{]/.test(source)) {
    for (const [name, value] of new URLSearchParams(source.trim())) put(name, value);
    return form;
  }
  try {
    for (const [name, value] of Object.entries(fieldsOf(parseExactly(source)) ?? {})) put(name, idOf(value) ?? '');
    return form;
  } catch {
    return null;
  }
}

const ignored = (externalId: string, reason: string): InboundEvent =>
  eventWith({ kind: 'ignored', externalId, reason });
