// Part of reading a mail (path A): what a mail's own head tells of the charset of a body that names none.
import { guessCharset } from './charset-guess.js';

/** What programs write without knowing better, and what is recognised by itself. */
const NO_WITNESS = /^(?:utf-?8|us-ascii|ascii|iso-8859-1|windows-1252|latin1)$/i;
/** Of a head, as much as holds every honest Subject. */
const ENOUGH = 64 * 1024;

/**
 * One program wrote both: a body of four letters is too short to be guessed by itself, the Subject beside it is not.
 *
 * @returns a charset, or null where the head is no witness
 */
export function charsetByHead(head: Uint8Array, body: Uint8Array): string | null {
  if (!hasHighBytes(body)) return null;
  const start = head.subarray(0, ENOUGH);
  const words = Buffer.from(start).toString('latin1');
  const named = /=\?([\w.:-]{2,40})(?:\*[\w-]{1,20})?\?[bq]\?/i.exec(words)?.[1];
  if (named) return NO_WITNESS.test(named) ? null : named;
  if (!hasHighBytes(start) || isUtf8(start) || isUtf8(body)) return null;
  const guessed = guessCharset(Buffer.concat([start, body.subarray(0, ENOUGH)]));
  return NO_WITNESS.test(guessed) ? null : guessed;
}

const hasHighBytes = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0x80);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
