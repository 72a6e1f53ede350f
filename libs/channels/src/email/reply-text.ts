// Part of understanding a mail (path A): the author's new words, apart from quotes and signature.
import { gluedAnnouncementAt } from './quote-words.js';
import { type About, hiddenLines, type Line } from './reply-lines.js';

export interface Reply {
  /** What the author newly wrote; quotes between answers included. */
  reply: string;
  /** What was hidden, or null when nothing was. */
  quoted: string | null;
}

/** Beyond this many unquoted lines nobody wrote by hand: the rest is kept as it is. */
const MOST_LINES = 50_000;

/**
 * Separates plain text. `forward`: the mail passes another on (by its subject), so the passed-on part is the message.
 * Linear in the length; lines end with \n.
 */
export function replyOfText(
  text: string,
  { forward = false, reply = true, sender = null }: Partial<About> = {},
): Reply {
  const lines = linesOf(text);
  const hidden = hiddenLines(lines, { forward, reply, sender });
  const join = (wanted: boolean) => tidy(lines.filter((_, i) => hidden[i] === wanted).map((line) => line.text));
  const quoted = join(true);
  return { reply: join(false), quoted: quoted === '' ? null : quoted };
}

/** Without blank lines at the ends, and at most two in a row within. */
export function tidy(lines: string[]): string {
  const kept: string[] = [];
  let blanks = 0;
  for (const line of lines) {
    const text = line.trimEnd();
    blanks = text === '' ? blanks + 1 : 0;
    if (blanks <= 2) kept.push(text);
  }
  let [start, end] = [0, kept.length];
  while (start < end && kept[start] === '') start++;
  while (end > start && kept[end - 1] === '') end--;
  return kept.slice(start, end).join('\n');
}

/** Lines of plain text; a run of quoted lines is one Line, so that megabytes of quotes cost nothing. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let quoteFrom = -1;
  let at = 0;
  let above = '';
  let open = 0;
  let torn = false;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const marked = isQuoted(text, at, end, open > 0) && !(quoteFrom < 0 && isWrapped(text, at, end));
    const goesOn: boolean = !marked && quoteFrom >= 0 && continuesQuote(text, above, at, end, torn);
    torn = (torn || goesOn) && quoteFrom >= 0;
    if (marked || goesOn) {
      if (quoteFrom < 0) quoteFrom = at;
    } else {
      if (quoteFrom >= 0) lines.push({ text: text.slice(quoteFrom, at - 1), depth: 1 });
      quoteFrom = -1;
      if (lines.length >= MOST_LINES) return [...lines, { text: text.slice(at), depth: 0 }];
      lines.push(...unglued(text.slice(at, end)));
    }
    open = quoteFrom >= 0 ? 0 : isOpen(text, at, end) ? 3 : Math.max(0, open - 1);
    above = quoteFrom >= 0 ? text.slice(at, Math.min(end, at + 400)) : '';
    at = end + 1;
  }
  if (quoteFrom >= 0) lines.push({ text: text.slice(quoteFrom), depth: 1 });
  return lines;
}

/** "where it is\n> 30 degrees": a program broke the line before the author's own sign. */
function isWrapped(text: string, at: number, end: number): boolean {
  if (at === 0 || end - at > 120 || !/^> ?=? ?\d/.test(text.slice(at, at + 5))) return false;
  const above = text
    .slice(Math.max(0, at - 200), at - 1)
    .split('\n')
    .at(-1)!;
  return /[\p{L}\p{N}]\s*$/u.test(above) && (end >= text.length || !isQuoted(text, end + 1, lineEnd(text, end + 1)));
}

/** A line of the author's, and the announcement that a program glued to it. */
function unglued(text: string): Line[] {
  const at = gluedAnnouncementAt(text);
  return at === 0
    ? [{ text, depth: 0 }]
    : [text.slice(0, at), text.slice(at)].map((each) => ({ text: each, depth: 0 }));
}

/** Whether a line leaves a bracket open, as "Support <s@x.example" does. */
function isOpen(text: string, start: number, end: number): boolean {
  const tail = text.slice(Math.max(start, end - 300), end);
  return tail.lastIndexOf('<') > tail.lastIndexOf('>');
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}

const SMILEY = /^>[.:;]?[)(D](?:\s|$)|^>[:.]?[_-]?[<)(](?:\s|$)/;
const TORN = /^>\s?\)?(?:\p{L}+(?:\(\p{L}+\))?)?\s?[:：]$/u;

/** A line that begins with ">", but is neither a smiley nor the torn end of an announcement ("<a@b\n>:"). */
function isQuoted(text: string, start: number, end: number, open = false): boolean {
  let i = start;
  while (i < end && i < start + 4 && (text[i] === ' ' || text[i] === '\t' || text[i] === '\u00a0')) i++;
  if (i >= end || text[i] !== '>') return false;
  const next = text[i + 1];
  // Cheap looks first: there may be millions of such lines.
  const smiley = next !== undefined && '.:;_-)(D<'.includes(next) && SMILEY.test(text.slice(i, Math.min(end, i + 6)));
  const torn =
    open && end - i < 40 && (text[end - 1] === ':' || text[end - 1] === '：') && TORN.test(text.slice(i, end));
  return !smiley && !torn;
}

/**
 * A long quoted line that a program broke, its second half left unmarked, the next line quoted again.
 * A program that tore one line tears others: with `torn` the end of a sentence is no reason to stop.
 */
function continuesQuote(text: string, above: string, at: number, end: number, torn: boolean): boolean {
  if (end === at || end >= text.length || (above.length < 60 && !above.includes('http'))) return false;
  if ((!torn && /[.!?…:]\s*$/.test(above)) || /^\s*(?:\p{Lu}|$)/u.test(text.slice(at, at + 20))) return false;
  return isQuoted(text, end + 1, lineEnd(text, end + 1));
}
