// Part of finding the author's own words (path A): quotes, their announcements and signatures are dropped from the end.
import type { Announced } from './announcements.js';
import { announcement, headerLabel } from './quote-words.js';
import { type About, isAnnouncedBy, isBlank, type Line } from './reply-lines.js';
import { withoutSignature } from './signature.js';

/** A quote this long (in lines) is nobody's example. */
const LONGEST_EXAMPLE = 12;

interface Mail {
  lines: Line[];
  announced: Map<number, Announced>;
  about: About;
}

/** Drops quotes with their announcements, signatures and program footers from the end of lines[first..last). @returns the new end. */
export function withoutTail(mail: Mail, first: number, last: number): number {
  const { lines } = mail;
  let end = last;
  let dropped = last < lines.length;
  for (let round = 0, changed = true; changed && round < 10; round++) {
    const before = end;
    while (end > first && isBlank(lines[end - 1]!)) end--;
    const quoted = dropQuote(mail, first, end, dropped);
    dropped ||= quoted < end;
    end = dropAnnouncement(mail, first, quoted, quoted < end);
    end = withoutSignature(lines, first, end, mail.about.sender);
    changed = end < before && end > first;
  }
  return end;
}

function dropQuote(mail: Mail, first: number, last: number, dropped: boolean): number {
  const { lines, announced, about } = mail;
  let end = last;
  let certain = false;
  while (end > first && (lines[end - 1]!.depth > 0 || isBlank(lines[end - 1]!))) {
    if (lines[end - 1]!.depth > 0) certain ||= lines[end - 1]!.certain !== false;
    end--;
  }
  if (end === last) return last;
  if (isAnnouncedBy(announced, end, 3)) return end;
  const quote = lines.slice(end, last).filter((line) => line.depth > 0);
  if (isExample(lines, end, quote) || (!about.reply && opensWithHeader(quote))) return last;
  if (certain) return end;
  // A block quote made by hand, and nothing announces it: the author may be quoting a poem.
  const opening = quote.find((line) => !isBlank(line));
  if (opening && announcement(opening.text.split(/\s>/, 1)[0]!)) return end;
  return (about.reply && !dropped) || answersStandAbove(lines, first, end) ? end : last;
}

/** "This is what I get:" and a few marked lines: the author shows something, and answers nothing. */
function isExample(lines: Line[], end: number, quote: Line[]): boolean {
  const above = lines[end - 1];
  if (!above || above.depth > 0 || !/[:：]\s*$/.test(above.text) || /[\d@]/.test(above.text)) return false;
  const long = quote.reduce((sum, line) => sum + line.text.slice(0, 4000).split('\n').length, 0);
  return long <= LONGEST_EXAMPLE && !announcement(above.text);
}

/** A mail that the author put here to be read: it opens with its header, and no program announced it. */
function opensWithHeader(quote: Line[]): boolean {
  const opening = quote
    .slice(0, 8)
    .flatMap((line) => line.text.slice(0, 2000).split('\n').slice(0, 8))
    .map((line) => headerLabel(line.replace(/^[\s>]+/, '')));
  return opening.slice(0, 2).includes('from') && new Set(opening.filter((kind) => kind !== null)).size >= 3;
}

/** Whether the author answers between quotes here. */
function answersStandAbove(lines: Line[], first: number, end: number): boolean {
  const quote = lines.findIndex((line, i) => i >= first && line.depth > 0);
  return quote >= 0 && quote < end && lines.slice(quote, end).some((line) => line.depth === 0 && !isBlank(line));
}

function dropAnnouncement({ lines, announced }: Mail, first: number, last: number, quoteBelow: boolean): number {
  let end = last;
  while (end > first && isBlank(lines[end - 1]!)) end--;
  for (let start = end - 1; start >= Math.max(first, end - 5); start--) {
    const found = announced.get(start);
    if (found && found.end === end && (quoteBelow || found.sure === 'strong')) return start;
  }
  // Without a quote below it, white space above is no announcement's.
  return last;
}
