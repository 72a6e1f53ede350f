// Part of finding the author's own words (path A): which lines of a mail are new, and which are quotes and signature.
import { type Announced, announcements } from './announcements.js';
import {
  announcement,
  announcesForward,
  announcesOriginal,
  asksToReplyAbove,
  fitsSignature,
  headerLabel,
  isProgramFooter,
  isSignOff,
} from './quote-words.js';

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

/** What the mail's headers tell: it passes another mail on; it answers one. */
export interface About {
  forward: boolean;
  reply: boolean;
}

const LONGEST_SIGNATURE = 20;

export const isBlank = (line: Line): boolean => !line.solid && line.text.trim() === '';

/**
 * Tells for each line whether it is hidden: quotes before and after the author's words, their announcements, the signature.
 * Quotes between answers stay. Nothing is hidden when that would hide everything but an empty quote.
 */
export function hiddenLines(lines: Line[], { forward, reply }: About): boolean[] {
  const hidden = lines.map(() => false);
  const announced = announcements(lines);
  const cut = restIsQuote(lines, announced, forward);
  let [first, last] = [0, cut];
  last = withoutTail(lines, announced, first, last, reply);
  first = withoutHead(lines, announced, first, last);
  const said = lines.slice(first, last).some((line) => line.depth === 0 && !isBlank(line));
  if (!said)
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

/** Where unmarked quoting begins: everything from there on is quoted. The number of lines when nowhere. */
function restIsQuote(lines: Line[], announced: Map<number, Announced>, forward: boolean): number {
  let forwarded = forward;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.depth > 0) continue;
    if (announcesForward(line.text)) forwarded = true;
    if (asksToReplyAbove(line.text)) return i;
    if (announcesOriginal(line.text) && !forward) return i;
    const announcedHere = announced.get(i);
    if (
      announcedHere &&
      !forwarded &&
      announcedHere.sure === 'strong' &&
      !quoteFollows(lines, announcedHere.end) &&
      wordsFollow(lines, announcedHere.end)
    ) {
      return i;
    }
    if (!forwarded && isHeaderBlock(lines, i)) return withRuleAbove(lines, i);
  }
  return lines.length;
}

/** From, Sent, To, Subject in a row, as Outlook quotes. */
function isHeaderBlock(lines: Line[], start: number): boolean {
  const first = headerLabel(lines[start]!.text);
  if (first !== 'from' && first !== 'sent' && first !== 'subject') return false;
  const kinds = new Set<string>();
  let strangers = 0;
  for (let i = start; i < Math.min(lines.length, start + 12) && strangers < 2; i++) {
    const kind = headerLabel(lines[i]!.text);
    if (kind) kinds.add(kind);
    else if (lines[i]!.text.trim() === '' && i > start + 1) strangers++;
    else strangers += 0.5;
  }
  if (!kinds.has('from')) return false;
  return kinds.size >= 3 || (first === 'from' && kinds.has('sent') && lines[start]!.text.includes('@'));
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

const wordsFollow = (lines: Line[], from: number): boolean => lines.slice(from).some((line) => !isBlank(line));

/** Drops quotes with their announcements, signatures and program footers from the end. @returns the new end. */
function withoutTail(
  lines: Line[],
  announced: Map<number, Announced>,
  first: number,
  last: number,
  reply: boolean,
): number {
  let end = last;
  const firstWords = lines.findIndex((line, i) => i >= first && line.depth === 0 && !isBlank(line));
  for (let round = 0, changed = true; changed && round < 10; round++) {
    const before = end;
    while (end > first && isBlank(lines[end - 1]!)) end--;
    end = dropQuote(lines, announced, first, end, reply);
    end = dropAnnouncement(lines, announced, first, end, end < last || last < lines.length);
    end = dropSignature(lines, first, end, firstWords);
    changed = end < before && end > first;
  }
  return end;
}

function dropQuote(
  lines: Line[],
  announced: Map<number, Announced>,
  first: number,
  last: number,
  reply: boolean,
): number {
  let end = last;
  let certain = reply;
  while (end > first && (lines[end - 1]!.depth > 0 || isBlank(lines[end - 1]!))) {
    if (lines[end - 1]!.depth > 0) certain ||= lines[end - 1]!.certain !== false;
    end--;
  }
  if (end === last || certain) return end;
  const opening = lines.slice(end, end + 3).find((line) => !isBlank(line));
  if (opening && announcement(opening.text)) return end;
  // A block quote made by hand, and nothing announces it: the author may be quoting a poem.
  const above = [...announced.values()].some((each) => each.end <= end && each.end > end - 3);
  return above ? end : last;
}

function dropAnnouncement(
  lines: Line[],
  announced: Map<number, Announced>,
  first: number,
  last: number,
  quoteBelow: boolean,
): number {
  let end = last;
  while (end > first && isBlank(lines[end - 1]!)) end--;
  for (let start = end - 1; start >= Math.max(first, end - 5); start--) {
    const found = announced.get(start);
    if (found && found.end === end && (quoteBelow || found.sure === 'strong')) return start;
  }
  // Without a quote below it, white space above is no announcement's.
  return last;
}

/** "-- " and what follows it, a signature element, a program's footer. Only below words of the author. */
function dropSignature(lines: Line[], first: number, last: number, firstWords: number): number {
  let end = last;
  while (end > first && (isProgramFooter(lines[end - 1]!.text) || lines[end - 1]!.signature)) {
    end--;
    while (end > first && isBlank(lines[end - 1]!)) end--;
  }
  let wordy = 0;
  // Where a program marked its signature, words outside the mark are not part of it.
  let below = false;
  for (let i = end - 1; i > first && wordy <= LONGEST_SIGNATURE; i--) {
    const { text, depth, signature } = lines[i]!;
    if (depth > 0 || (below && !signature)) break;
    below ||= signature === true;
    if (/^\s*--\s*$/.test(text) || isListFooter(lines, i)) {
      if (firstWords >= 0 && firstWords < i) end = i;
      break;
    }
    if (text.trim() !== '') wordy++;
  }
  end = withoutSignOff(lines, first, end);
  return firstWords >= 0 && firstWords < end ? end : last;
}

/** "Best regards," and the few short lines below it. */
function withoutSignOff(lines: Line[], first: number, last: number): number {
  let named = 0;
  for (let i = last - 1; i > first && named <= 6; i--) {
    const { text, depth } = lines[i]!;
    if (depth > 0) break;
    if (text.trim() === '') continue;
    if (isSignOff(text)) return i;
    if (!fitsSignature(text)) break;
    named++;
  }
  return last;
}

/** The rule and the words that a mailing list puts below every mail. */
const isListFooter = (lines: Line[], i: number): boolean =>
  /^_{2,}\s*$/.test(lines[i]!.text) &&
  lines.slice(i + 1, i + 4).some((line) => /mailing list|unsubscribe|рассылк/i.test(line.text));

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
