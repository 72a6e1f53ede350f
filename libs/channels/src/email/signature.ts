// Part of finding the author's own words (path A): where the signature at the end of the words begins.
import { isProgramFooter, isSignOff, proseWords } from './quote-words.js';
import { isBlank, type Line } from './reply-lines.js';

/** Lines below a delimiter that may have lost its space; below the true "-- " stand legal notices too. */
const LONGEST = 20;
const LONGEST_MARKED = 80;
/** Lines below a polite closing or a name. */
const LONGEST_NAMED = 6;

/**
 * The end of the author's words among lines[first..last): without the delimiter and what follows it, signature elements, a
 * program's footer, a polite closing with a name. Only below words of the author; @returns `last` where there is none.
 *
 * @param sender the author's name as the mail's From tells it, or null
 */
export function withoutSignature(lines: Line[], first: number, last: number, sender: string | null): number {
  const firstWords = lines.findIndex((line, i) => i >= first && line.depth === 0 && !isBlank(line));
  if (firstWords < 0) return last;
  let end = withoutFooter(lines, first, last);
  end = withoutMarked(lines, firstWords, end);
  end = withoutSignOff(lines, firstWords, end);
  end = withoutDashedName(lines, firstWords, end);
  if (sender) end = withoutNamed(lines, firstWords, end, sender);
  return firstWords < end ? end : last;
}

function withoutFooter(lines: Line[], first: number, last: number): number {
  let end = last;
  while (end > first && (isProgramFooter(lines[end - 1]!.text) || lines[end - 1]!.signature)) {
    end--;
    while (end > first && isBlank(lines[end - 1]!)) end--;
  }
  return end;
}

/** The delimiter "-- ", or the rule that a mailing list draws. */
function withoutMarked(lines: Line[], firstWords: number, last: number): number {
  let wordy = 0;
  let fitting = true;
  // Where a program marked its signature, words outside the mark are not part of it.
  let below = false;
  for (let i = last - 1; i > firstWords && wordy <= LONGEST_MARKED; i--) {
    const line = lines[i]!;
    if (line.depth > 0 || (below && !line.signature)) break;
    below ||= line.signature === true;
    if (/^\s{0,3}--[ \u00a0]$/.test(line.text) || isListFooter(lines, i)) return i;
    // A delimiter without its space may be a line between two paragraphs: then sentences follow.
    if (/^\s{0,3}--\s*$/.test(line.text) && !isTableRule(lines, i))
      return (fitting && wordy <= LONGEST) || line.signature ? i : last;
    if (isBlank(line)) continue;
    wordy++;
    fitting &&= fitsSignature(line.text) || isProgramFooter(line.text);
  }
  return last;
}

/** A rule between two rows of a table. */
const isTableRule = (lines: Line[], i: number): boolean =>
  [lines[i - 1], lines[i + 1]].every((line) => line !== undefined && /[|\t]/.test(line.text));

/** The rule and the words that a mailing list puts below every mail. */
const isListFooter = (lines: Line[], i: number): boolean =>
  /^_{2,}\s*$/.test(lines[i]!.text) &&
  lines
    .slice(i + 1, i + 4)
    .some((line) => /mailing list|unsubscribe|рассылк|отписа|отпис|abmelden|abbestellen|désabonner/i.test(line.text));

/** "Best regards," and the few short lines below it. */
function withoutSignOff(lines: Line[], firstWords: number, last: number): number {
  let named = 0;
  for (let i = last - 1; i > firstWords && named <= LONGEST_NAMED; i--) {
    const { text, depth } = lines[i]!;
    if (depth > 0) break;
    if (text.trim() === '') continue;
    if (isSignOff(text)) return i;
    if (!fitsSignature(text) || isAfterthought(lines, i)) break;
    named++;
  }
  return last;
}

/** Words that stand apart below the name, and are no name. */
function isAfterthought(lines: Line[], at: number): boolean {
  const above = lines[at - 1];
  if (!above || !isBlank(above)) return false;
  const closing = lines.slice(Math.max(0, at - 3), at).findLast((line) => !isBlank(line));
  return proseWords(lines[at]!.text) >= 4 && closing !== undefined && !isSignOff(closing.text);
}

/** "-anna", "--Anna", "— Anna B."; "--verbose" and "--end--" are no names. */
const DASHED_NAME = /^\s{0,3}(?:-|--(?=\p{Lu})|[–—] ?)\p{L}[\p{L}.'’]*(?:[ -]\p{L}[\p{L}.'’]*){0,2}[.!]?\s*$/u;
const ITEM = /^\s*(?:[-–—*•·+]|\d+[.)])/u;

/** "-Anna" at the end: a name, and no last item of a list nor the answer to a question above. */
function withoutDashedName(lines: Line[], firstWords: number, last: number): number {
  const at = lastWordsBefore(lines, last, firstWords);
  if (at <= firstWords || !DASHED_NAME.test(lines[at]!.text)) return last;
  const above = lastWordsBefore(lines, at, firstWords - 1);
  if (above < firstWords || lines[above]!.depth > 0) return last;
  const words = lines[above]!.text.trimEnd();
  const apart = at - above > 1;
  if (ITEM.test(words) || /[:;,：]$/.test(words)) return last;
  return apart || /[.!…)。！]$/.test(words) ? at : last;
}

/** The author's own name on a line of its own, and a few lines of contact below it. */
function withoutNamed(lines: Line[], firstWords: number, last: number, sender: string): number {
  const name = sender.toLowerCase().trim();
  if (name.length < 2) return last;
  let named = 0;
  for (let i = last - 1; i > firstWords && named < LONGEST_NAMED; i--) {
    const { text, depth } = lines[i]!;
    if (depth > 0) break;
    if (text.trim() === '') continue;
    named++;
    const said = text.trim().toLowerCase();
    if (said === name || (said.startsWith(name) && /^\s*[,|–—-]/.test(said.slice(name.length)))) {
      const above = lines[i - 1]!;
      // "Thanks,", "My details:" and the like go on in the name.
      return isBlank(above) && !continues(lines, i, firstWords) ? i : last;
    }
    if (!fitsSignature(text)) break;
  }
  return last;
}

function continues(lines: Line[], at: number, firstWords: number): boolean {
  const above = lastWordsBefore(lines, at, firstWords - 1);
  return above < 0 || lines[above]!.depth > 0 || /[,:：;]\s*$/.test(lines[above]!.text);
}

/** The last line with words before `end`, but not before `least`. */
function lastWordsBefore(lines: Line[], end: number, least: number): number {
  let at = end - 1;
  while (at > least && isBlank(lines[at]!)) at--;
  return at;
}

/** A line that may stand in a signature: short, no question, no sentence, no afterthought, no item of a list. */
function fitsSignature(line: string): boolean {
  if (line.length > 70 || /[?？]|[:：]\s*$/.test(line) || /^\s*(?:[-*•+]|\d+[.)])\s/.test(line)) return false;
  if (/^\s*(?:p\.?\s?s\b|п\.?\s?с\.|з\.?ы\.|n\.?b\.|upd\b)/iu.test(line)) return false;
  const prose = proseWords(line);
  const sentence = /[.!…]\s*$/.test(line) ? prose >= 3 && !/\p{Lu}\p{L}{0,4}\.\s*$/u.test(line) : prose >= 6;
  return line.trim().split(/\s+/).length <= 8 && !sentence && !/[。！]\s*$/.test(line);
}
