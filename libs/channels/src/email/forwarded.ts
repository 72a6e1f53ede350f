// Part of understanding a mail (path A): whom a passed-on mail was from and what it said, as its body or the mail within says.
import type { MailAddress } from '../inbound-event.js';
import { addressesIn, addressesOf } from './addresses.js';
import { decodeWordsSafely } from './encoded-words.js';
import { replyOfHtml } from './html-reply.js';
import { bodyOf } from './mail-body.js';
import { contentOf, headerOf, type MimePart, parseMime } from './mime.js';
import { announcesForward, headerLabel } from './quote-words.js';

export interface Forwarded {
  from: MailAddress;
  subject: string;
  text: string;
}

/** Longest text in which a header block is sought. */
const ENOUGH = 64 * 1024;

const SUBJECT =
  /^\s*(?:\[[^\]]{0,40}\]\s*)?(?:fwd?|fw|пересл|пер|препр|переадр|wg|tr|rv|i|enc|doorst|vs|vb|vl|pd|[iİ]lt|πρθ|továbbítás|转发|转寄|轉寄|転送|전달)\s*[:：]/iu;
/** "VS:" forwards in Danish and Norwegian, and answers in Finnish. */
const FINNISH_ANSWER = /^\s*vs\s*:/i;
const FINNISH = /^[\s>*]{0,9}lähettäjä\*?\s?:|\skirjoitti(?=[\s:])|alkuperäinen viesti/imu;

/** "Fwd:", "FW:", "Пересл:": the mail passes another on. The words of its body settle what a subject leaves open. */
export const isForwardSubject = (subject: string, words: string): boolean =>
  SUBJECT.test(subject) && !(FINNISH_ANSWER.test(subject) && FINNISH.test(words.slice(0, ENOUGH)));

/** The mail passed on, from the header block in the text or from the one message that is attached; null where there is none. */
export function forwardedIn(root: MimePart, subject: string, text: string): Forwarded | null {
  return forwardInText(subject, text) ?? forwardAttached(root, subject, text);
}

const MOST_LINES = 200;

function forwardInText(subject: string, text: string): Forwarded | null {
  const lines = text.slice(0, ENOUGH).split('\n').slice(0, MOST_LINES);
  const passesOn = isForwardSubject(subject, text);
  // A forward that is quoted stands in the mail that is answered: nobody passes it on now.
  const marker = lines.findIndex((line) => announcesForward(line) && (passesOn || !/^\s*>/.test(line)));
  if (marker < 0 && !passesOn) return null;
  for (let at = Math.max(0, marker); at < lines.length; at++) {
    const plain = bare(lines[at]!);
    if (headerLabel(plain) !== 'from') continue;
    const [from] = addressesIn(afterColon(plain).replace(/\[mailto:([^\]]+)\]|<mailto:([^>]+)>/g, '<$1$2>'));
    if (!from) continue;
    const block = blockAround(lines, at);
    return {
      from,
      subject: block.subject,
      text: text.split('\n').slice(block.end).map(unquoted(lines[at]!)).join('\n').trim(),
    };
  }
  return null;
}

const bare = (line: string): string => line.replace(/^[\s>*]+/, '').replace(/\*/g, '');
const afterColon = (line: string): string => line.slice(line.search(/[:：]/) + 1).trim();
/** A forward that was quoted as a whole is told without its marks. */
const unquoted = (from: string) => (line: string) => (/^\s*>/.test(from) ? line.replace(/^\s*> ?/, '') : line);

/** The header lines from here on, folded ones included: where they end, and the subject among them. */
function blockAround(lines: string[], at: number): { end: number; subject: string } {
  let subject = '';
  let end = at + 1;
  for (let i = at; i < lines.length; i++) {
    const plain = bare(lines[i]!);
    const label = headerLabel(plain);
    if (label === 'subject') subject = afterColon(plain);
    if (label !== null) end = i + 1;
    else if (plain === '' || i - end >= 2) break;
  }
  return { end, subject };
}

/** A mail attached whole, where it is the reason of this one: the subject says so, or there are no words beside it. */
function forwardAttached(root: MimePart, subject: string, text: string): Forwarded | null {
  if (!isForwardSubject(subject, text) && text.trim() !== '') return null;
  const messages: MimePart[] = [];
  const pending = [root];
  for (let part = pending.pop(); part; part = pending.pop()) {
    pending.push(...part.children);
    if (part.type.value === 'message/rfc822') messages.push(part);
  }
  if (messages.length !== 1) return null;
  const inner = parseMime(contentOf(messages[0]!));
  const [from] = addressesOf(inner, 'from');
  if (!from) return null;
  const body = bodyOf(inner);
  const words = body.text?.trim() || (body.html ? replyOfHtml(body.html, { forward: true }).text : '');
  return { from, subject: decodeWordsSafely(headerOf(inner, 'subject') ?? ''), text: words.trim() };
}
