// Part of understanding a mail (path A): whom a passed-on mail was from, as its body says.
import type { MailAddress } from '../inbound-event.js';
import { addressesIn } from './addresses.js';
import { announcesForward, headerLabel } from './quote-words.js';

const SUBJECT = /^\s*(?:\[[^\]]{0,40}\]\s*)?(?:fwd?|fw|пересл|пер|препр|wg|tr|rv|i|enc|doorst|vs|vb|pd)\s*:/iu;

/** "Fwd:", "FW:", "Пересл:": the mail passes another on. */
export const isForwardSubject = (subject: string): boolean => SUBJECT.test(subject);

/** The original sender named in the body, where the mail passes another on; null otherwise. */
export function forwardedFrom(subject: string, text: string): MailAddress | null {
  const lines = text
    .slice(0, 64 * 1024)
    .split('\n')
    .slice(0, 200);
  const marker = lines.findIndex((line) => announcesForward(line));
  if (marker < 0 && !isForwardSubject(subject)) return null;
  for (const line of lines.slice(Math.max(0, marker))) {
    const plain = line.replace(/^[\s>*]+/, '');
    if (headerLabel(plain) !== 'from') continue;
    const value = plain
      .slice(plain.search(/[:：]/) + 1)
      .replace(/[*]/g, '')
      .replace(/\[mailto:([^\]]+)\]|<mailto:([^>]+)>/g, '<$1$2>');
    const [found] = addressesIn(value);
    if (found) return found;
  }
  return null;
}
