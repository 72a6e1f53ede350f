// Second step of path A for the API channel: our own documented JSON becomes what happened. See docs/channels/api.md.
import { createHash } from 'node:crypto';
import { eventWith } from '../blank-event.js';
import type { RawInput } from '../channel.js';
import { sanitiseChatHtml } from '../email/sanitise.js';
import { type Fields, fieldsOf, idOf, listOf, numberOf, parseExactly, textOf } from '../exact-json.js';
import type { InboundAttachment, InboundEvent, InboundKind } from '../inbound-event.js';

const KINDS = new Set<InboundKind>([
  'message',
  'edit',
  'delete',
  'receipt',
  'typing',
  'reaction',
  'button',
  'blocked',
  'joined',
]);
const STATES = new Set(['sent', 'delivered', 'read', 'failed']);
const LONGEST_HTML = 200_000;

/** One event, or a list of them. */
export function normalise(raw: RawInput): InboundEvent[] {
  let body: unknown;
  try {
    body = parseExactly(raw.body);
  } catch {
    return [eventWith({ kind: 'ignored', externalId: '', reason: 'not JSON' })];
  }
  const events = Array.isArray(body) ? body : [body];
  if (events.length === 0) return [eventWith({ kind: 'ignored', externalId: '', reason: 'an empty list' })];
  return events.map((event) => readEvent(fieldsOf(event)));
}

function readEvent(event: Fields | null): InboundEvent {
  const type = textOf(event?.type) ?? '';
  const id = idOf(event?.id) ?? '';
  const sender = fieldsOf(event?.sender);
  const person = idOf(sender?.id);
  const conversation = idOf(event?.conversation) ?? person ?? '';
  const known = {
    externalId: type === 'message' ? id : `${type}:${id}`,
    conversation,
    sender: {
      id: person ?? conversation,
      name: textOf(sender?.name),
      username: textOf(sender?.username),
      phone: textOf(sender?.phone),
      email: textOf(sender?.email),
    },
    text: textOf(event?.text) ?? '',
    at: instantOf(event?.at),
    replyTo: idOf(event?.replyTo),
    language: textOf(event?.language),
  };
  const refuse = (reason: string) => eventWith({ ...known, kind: 'ignored', reason });
  if (!event || type === '') return refuse('malformed: an event without its type');
  if (!KINDS.has(type as InboundKind)) return refuse(`unknown type: ${type}`);
  if (id === '') return refuse('malformed: an event without its id');
  if (conversation === '') return refuse('malformed: an event without its conversation');
  const fault = missing(type, event);
  return fault
    ? refuse(`malformed: ${fault}`)
    : eventWith({ ...known, ...content(type, id, event, known), kind: type as InboundKind });
}

/** What an event of this type cannot do without; null: it is all there. */
function missing(type: string, event: Fields): string | null {
  const empty = !textOf(event.text) && !textOf(event.html) && listOf(event.attachments).length === 0;
  if (type === 'message' && empty) return 'a message that says nothing';
  if ((type === 'receipt' || type === 'reaction') && !idOf(event.replyTo) && !(type === 'receipt' && event.at))
    return `a ${type} without replyTo`;
  if (type === 'receipt' && !STATES.has(textOf(event.status) ?? '')) return 'a receipt without its status';
  if (type === 'button' && !textOf(fieldsOf(event.button)?.data)) return 'a button without its data';
  return null;
}

type Known = Pick<InboundEvent, 'text' | 'at' | 'replyTo' | 'externalId'>;

function content(type: string, id: string, event: Fields, known: Known): Partial<InboundEvent> {
  switch (type) {
    case 'message':
      return { ...words(event, known.text), attachments: attachmentsOf(event), album: idOf(event.album) };
    case 'edit':
    case 'delete': {
      const more = type === 'edit' ? { ...words(event, known.text), attachments: attachmentsOf(event) } : {};
      if (known.replyTo) return more;
      // Its id alone names the message; what changed tells one edit from the next.
      const change = createHash('sha256').update(`${known.at}:${known.text}`).digest('hex').slice(0, 16);
      return { ...more, replyTo: id, externalId: `${type}:${id}:${change}` };
    }
    case 'receipt':
      return { status: textOf(event.status), reason: textOf(event.reason) };
    case 'reaction':
      return { status: known.text === '' ? 'removed' : 'added' };
    case 'button': {
      const button = fieldsOf(event.button);
      return { button: { data: textOf(button?.data) ?? '', callbackId: idOf(button?.callbackId) ?? id } };
    }
    case 'blocked':
      return { status: 'blocked' };
    case 'joined':
      return { status: event.status === 'unblocked' ? 'unblocked' : null };
    default:
      return {};
  }
}

function words(event: Fields, text: string): { text: string; html: string | null } {
  const given = textOf(event.html)?.slice(0, LONGEST_HTML);
  if (!given) return { text, html: null };
  const html = sanitiseChatHtml(given);
  const plain = html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/g, '\n')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return { text: text === '' ? plain.trim() : text, html };
}

/** Here as base64, or kept by them at an address that we fetch. */
function attachmentsOf(event: Fields): InboundAttachment[] {
  return listOf(event.attachments).flatMap((each, i) => {
    const file = fieldsOf(each);
    const url = textOf(file?.url);
    const encoded = typeof file?.content === 'string' && file.content !== '' ? file.content : null;
    const ref = url && /^https?:\/\//i.test(url) ? url : null;
    // One that is nowhere to be had is still named: the agent sees that there was a file.
    if (!file || (encoded === null && url === null && textOf(file.name) === null)) return [];
    const content = encoded === null ? null : new Uint8Array(Buffer.from(encoded, 'base64'));
    const contentType = textOf(file.contentType) ?? 'application/octet-stream';
    const said = numberOf(file.size);
    return [
      {
        name: textOf(file.name) ?? `file-${i + 1}`,
        contentType,
        size: content ? content.length : Number.isFinite(said) && said > 0 ? said : null,
        inline: false,
        contentId: null,
        kind: textOf(file.kind) ?? contentType.split('/')[0]!,
        ref: content ? null : ref,
        content,
      },
    ];
  });
}

/** ISO, or seconds or milliseconds since 1970 → ISO. */
function instantOf(value: unknown): string | null {
  const number = typeof value === 'number' ? value : Number.NaN;
  const milliseconds = typeof value === 'string' ? Date.parse(value) : number > 1e11 ? number : number * 1000;
  const sound = Number.isFinite(milliseconds) && milliseconds > 0 && milliseconds < 8.64e15;
  return sound ? new Date(milliseconds).toISOString() : null;
}
