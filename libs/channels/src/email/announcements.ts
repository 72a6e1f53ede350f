// Part of finding the author's own words (path A): where a mail program announces a quote, perhaps over several lines.
import { announcement, canStartAnnouncement } from './quote-words.js';
import type { Line } from './reply-lines.js';

export interface Announced {
  /** The line after the announcement. */
  end: number;
  sure: 'strong' | 'weak';
}

/** "On … wrote:", by its first line; it may be broken over a few. */
export function announcements(lines: Line[]): Map<number, Announced> {
  const found = new Map<number, Announced>();
  for (let j = 0; j < lines.length; j++) {
    const line = lines[j]!;
    if (
      line.depth > 0 ||
      !/(?:[:：]|\p{L}\)?|\p{L}>|--)[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u.test(line.text.slice(-12))
    )
      continue;
    const start = beginningOf(lines, j);
    if (start) found.set(start.at, { end: j + 1, sure: start.sure });
  }
  return found;
}

/** The first line of the announcement that ends with line `j`: the nearest that makes it complete, else the line itself. */
function beginningOf(lines: Line[], j: number): { at: number; sure: 'strong' | 'weak' } | null {
  let best: { at: number; sure: 'strong' | 'weak' } | null = null;
  for (let i = j; i >= Math.max(0, j - 4); i--) {
    const { text, depth } = lines[i]!;
    if (depth > 0) break;
    if (text.trim() === '') {
      // Some programs leave a blank line before the address.
      if (/^\s*</.test(lines[i + 1]?.text ?? '')) continue;
      break;
    }
    const sure = announcement(
      lines
        .slice(i, j + 1)
        .map((each) => each.text.trim())
        .join(' '),
    );
    if (sure && canStartAnnouncement(text)) {
      if (sure === 'strong') return { at: i, sure };
      best = { at: i, sure };
    } else if (sure && i === j) best = { at: i, sure };
  }
  return best;
}
