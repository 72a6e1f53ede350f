// Path A, between normalise and the filters: what PostgreSQL or a screen cannot hold is taken out, and said so.
import type { InboundEvent } from '@otklik/channels';

/** Longest text and HTML of one message, in UTF-16 units; the whole stays in the raw row. */
export const MAX_TEXT = 200_000;
export const MAX_HTML = 2_000_000;
const MAX_LINE = 2_000;
const MAX_SUBJECT = 500;
export const MAX_ATTACHMENTS = 200;

const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** The token of a survey's page, in an address. */
const SURVEY_LINK = /\/s\/[\w-]{43}\.[\w-]{0,22}/g;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The cleaned event, and a note for each kind of thing that was changed. Pure; the event given is not touched. */
export function cleanEvent(event: InboundEvent): { event: InboundEvent; notes: string[] } {
  const notes = new Set<string>();
  const clean = walk(event, notes) as InboundEvent;
  const cut = (text: string, limit: number, note: string) => {
    if (text.length <= limit) return text;
    notes.add(note);
    return text.slice(0, limit).replace(LONE, '');
  };
  clean.text = cut(clean.text, MAX_TEXT, 'text-cut');
  if (clean.quoted !== null) clean.quoted = cut(clean.quoted, MAX_TEXT, 'text-cut');
  if (clean.html !== null && clean.html.length > MAX_HTML) {
    clean.html = null;
    notes.add('html-too-long');
  }
  clean.externalId = oneLine(clean.externalId, MAX_LINE);
  clean.conversation = oneLine(clean.conversation, MAX_LINE);
  clean.sender = {
    ...clean.sender,
    id: oneLine(clean.sender.id, MAX_SUBJECT),
    name: clean.sender.name === null ? null : oneLine(clean.sender.name, 200) || null,
    username: clean.sender.username === null ? null : oneLine(clean.sender.username, 200) || null,
  };
  if (clean.mail) {
    clean.mail.subject = oneLine(clean.mail.subject, MAX_SUBJECT);
    clean.mail.wholeText = clean.mail.wholeText.slice(0, MAX_TEXT);
  }
  if (clean.attachments.length > MAX_ATTACHMENTS) {
    clean.attachments = clean.attachments.slice(0, MAX_ATTACHMENTS);
    notes.add('too-many-files');
  }
  return { event: clean, notes: [...notes] };
}

/** One line of at most `limit` units: line breaks and control characters become spaces. */
function oneLine(text: string, limit: number): string {
  return text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim().slice(0, limit).replace(LONE, '');
}

function walk(value: unknown, notes: Set<string>): unknown {
  if (typeof value === 'string') return cleanText(value, notes);
  if (Array.isArray(value)) return value.map((item) => walk(item, notes));
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, notes)]));
}

function cleanText(text: string, notes: Set<string>): string {
  let clean = text;
  if (clean.includes('\0')) {
    clean = clean.replaceAll('\0', '');
    notes.add('nul-removed');
  }
  // A reply quotes our survey with its links; whoever holds such a link may rate, and that is the customer alone.
  return clean.replace(SURVEY_LINK, '/s/…').replace(CONTROL, '').replace(LONE, '\ufffd');
}
