// Part of finding the author's own words (path A): which lines of a mail are new, and which are quotes and signature.
import { type Announced, announcements } from './announcements.js';
import { announcesForward, announcesOriginal, asksToReplyAbove, headerLabel } from './quote-words.js';
import { withoutTail } from './reply-tail.js';

export interface Line {
  text: string;
  /** How deep it is quoted: 0 are the author's own words. A run of quoted plain-text lines is one Line. */
  depth: number;
  /** A picture or the like stands here: no words, but not nothing. */
  solid?: boolean;
  /** Stands in an element that a mail program made for the signature. */
  signature?: boolean;
  /** The quote it stands in was made by a program, not by the author's hand. */
  certain?: boolean;
}

/** What the mail's headers tell: it passes another mail on; it answers one; what its author is called. */
export interface About {
  forward: boolean;
  reply: boolean;
  sender: string | null;
}

export const isBlank = (line: Line): boolean => !line.solid && line.text.trim() === '';

/**
 * Tells for each line whether it is hidden: quotes before and after the author's words, their announcements, the signature.
 * Quotes between answers stay, and so does everything that was passed on. Nothing is hidden when that would hide everything
 * but an empty quote.
 */
export function hiddenLines(lines: Line[], about: About): boolean[] {
  const hidden = lines.map(() => false);
  const announced = announcements(lines);
  const { cut, forwarded } = restIsQuote(lines, announced, about.forward);
  const last = forwarded ? cut : withoutTail({ lines, announced, about }, 0, cut);
  const first = forwarded ? 0 : withoutHead(lines, announced, 0, last);
  const said = lines.slice(first, last).some((line) => line.depth === 0 && !isBlank(line));
  if (!said && !forwarded)
    return lines.every((line) => line.depth > 0 || isBlank(line) || line.signature)
      ? hidden
      : onlyCertain(lines, announced);
  for (let i = 0; i < lines.length; i++) hidden[i] = i < first || i >= last;
  return hidden;
}

/** Nothing new was found by the rules: hide only what is quoted beyond doubt, if words remain at all. */
function onlyCertain(lines: Line[], announced: Map<number, Announced>): boolean[] {
  const quoted = lines.map((line) => line.depth > 0);
  for (const [start, { end }] of announced) for (let i = start; i < end; i++) quoted[i] = true;
  const remains = lines.some((line, i) => !quoted[i] && !isBlank(line));
  return remains && quoted.includes(true) ? quoted : lines.map(() => false);
}

/**
 * Where unmarked quoting begins: everything from there on is quoted; the number of lines when nowhere.
 * `forwarded`: a mail was passed on above it, and what was passed on is to be read.
 */
function restIsQuote(
  lines: Line[],
  announced: Map<number, Announced>,
  forward: boolean,
): { cut: number; forwarded: boolean } {
  let forwarded = forward;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.depth > 0) {
      forwarded ||= opensForward(lines, i, announced);
      continue;
    }
    if (announcesForward(line.text)) forwarded = true;
    if (asksToReplyAbove(line.text)) return { cut: i, forwarded };
    if (forwarded) continue;
    if (announcesOriginal(line.text)) return { cut: i, forwarded };
    const here = announced.get(i);
    if (here?.sure === 'strong' && !quoteFollows(lines, here.end) && wordsFollow(lines, here.end))
      return { cut: i, forwarded };
    if (isHeaderBlock(lines, i)) return { cut: withRuleAbove(lines, i), forwarded };
  }
  return { cut: lines.length, forwarded };
}

/** Some programs mark all they pass on as quoted, and say inside the quote that it is passed on. */
function opensForward(lines: Line[], at: number, announced: Map<number, Announced>): boolean {
  let above = at - 1;
  while (above >= 0 && isBlank(lines[above]!)) above--;
  if (above >= 0 && (lines[above]!.depth > 0 || isAnnouncedBy(announced, above + 1, 1))) return false;
  const opening = lines[at]!.text.slice(0, 400).split('\n', 1)[0]!;
  return announcesForward(opening.replace(/^[\s>]+/, ''));
}

/** From, Sent, To, Subject in a row, as Outlook quotes. */
function isHeaderBlock(lines: Line[], start: number): boolean {
  const first = headerLabel(lines[start]!.text);
  if (first !== 'from' && first !== 'sent' && first !== 'subject') return false;
  const kinds = new Set<string>();
  let strangers = 0;
  let address = false;
  let sentSecond = false;
  for (let i = start; i < Math.min(lines.length, start + 12) && strangers < 2; i++) {
    const { text } = lines[i]!;
    const kind = headerLabel(text);
    // A rule, or the same again: another block begins.
    if (i > start && (/^\s*[_=-]{5,}\s*$/.test(text) || (kind === 'from' && kinds.has(kind)))) break;
    sentSecond ||= kind === 'sent' && kinds.size === 1 && kinds.has('from') && /\d/.test(text);
    if (kind) kinds.add(kind);
    else if (text.trim() === '' && i > start + 1) strangers++;
    else strangers += 0.5;
    address ||= kind !== null && text.includes('@');
  }
  if (!kinds.has('from')) return false;
  // "From: Sofia, To: Varna, Date: Monday" is a journey.
  if (kinds.size >= 3) return address || kinds.has('subject') || sentSecond;
  return first === 'from' && lines[start]!.text.includes('@') && (kinds.has('sent') || isHeaderLine(lines, start));
}

/** A header block that lost its line breaks: "From: a@b Date: …" below a rule. */
function isHeaderLine(lines: Line[], at: number): boolean {
  const labels = [...lines[at]!.text.slice(0, 400).matchAll(/(?:^|\s)(\p{L}[\p{L} ]{0,20}?)\s?[:：](?=\s)/gu)];
  const kinds = new Set(labels.map(([, label]) => headerLabel(`${label}:`)));
  return at > 0 && /^\s*[_=*-]{3,}\s*$/.test(lines[at - 1]!.text) && kinds.has('sent');
}

/** The rule that Outlook draws above its header block goes with it. */
function withRuleAbove(lines: Line[], block: number): number {
  let i = block;
  while (i > 0 && /^[\s_*=-]*$/.test(lines[i - 1]!.text) && block - i < 4) i--;
  return i;
}

function quoteFollows(lines: Line[], from: number): boolean {
  const next = lines.slice(from, from + 4).find((line) => !isBlank(line));
  return next !== undefined && next.depth > 0;
}

/** Whether an announcement ends at line `at`, or up to `slack - 1` lines above it. */
export function isAnnouncedBy(announced: Map<number, Announced>, at: number, slack: number): boolean {
  for (let start = Math.max(0, at - 8); start < at; start++) {
    const found = announced.get(start);
    if (found && found.end <= at && found.end > at - slack) return true;
  }
  return false;
}

const wordsFollow = (lines: Line[], from: number): boolean => lines.slice(from).some((line) => !isBlank(line));

/** Drops a quote, with its announcement, that stands above everything the author wrote. @returns the new beginning. */
function withoutHead(lines: Line[], announced: Map<number, Announced>, first: number, last: number): number {
  let start = first;
  for (let changed = true; changed; ) {
    const before = start;
    while (start < last && isBlank(lines[start]!)) start++;
    const found = announced.get(start);
    if (found && found.end < last && quoteFollows(lines, found.end)) start = found.end;
    while (start < last && lines[start]!.depth > 0 && lines[start]!.certain !== false) start++;
    changed = start > before;
  }
  return start;
}
