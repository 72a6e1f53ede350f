// Part of reading a mail (path A): what a mail without Message-ID is known by, whichever way it came. Pure.
import { createHash } from 'node:crypto';

/** What servers write on top as a mail passes them: it differs between SMTP, IMAP and a copy, and is no part of the mail. */
const TRACE =
  /^(?:received|return-path|delivered-to|x-original-to|envelope-to|delivery-date|x-received|authentication-results|received-spf|arc-[a-z-]+|x-spam-[a-z-]+|x-mailgun-[a-z-]+|x-gmail-[a-z-]+):/i;
const MOST_HEAD = 256 * 1024;

/** Hex. The line ends of the head do not matter either. */
export function mailDigest(bytes: Uint8Array): string {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = all.subarray(0, MOST_HEAD).toString('latin1');
  const blank = /\r?\n\r?\n/.exec(start);
  const hash = createHash('sha256');
  if (!blank || !start.split('\n').some((line) => TRACE.test(line))) return hash.update(all).digest('hex');
  const kept = start
    .slice(0, blank.index)
    .split(/\r?\n(?![ \t])/)
    .filter((field) => !TRACE.test(field));
  return hash
    .update(Buffer.from(kept.join('\r\n'), 'latin1'))
    .update('\r\n\r\n')
    .update(all.subarray(blank.index + blank[0].length))
    .digest('hex');
}
