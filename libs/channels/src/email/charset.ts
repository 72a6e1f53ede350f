// Part of reading a mail (path A): bytes become text, whatever the mail says or fails to say about their charset.
import { guessCharset } from './charset-guess.js';

/** Labels seen in mail that the Encoding Standard does not know. */
const ALIASES: Record<string, string> = {
  koi8: 'koi8-r',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  koi8ru: 'koi8-u',
  cp1251: 'windows-1251',
  win1251: 'windows-1251',
  windows1251: 'windows-1251',
  ansi1251: 'windows-1251',
  cp866: 'ibm866',
  dos866: 'ibm866',
  maccyrillic: 'x-mac-cyrillic',
  unicode: 'utf-16le',
  ucs2: 'utf-16le',
  utf8mb4: 'utf-8',
  cp65001: 'utf-8',
  ksc5601: 'euc-kr',
  ksc56011987: 'euc-kr',
  ksc56011989: 'euc-kr',

  uhc: 'euc-kr',
  cp949: 'euc-kr',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  cp932: 'shift_jis',
  eucjpms: 'euc-jp',
  eucjpwin: 'euc-jp',
  iso2022jpms: 'iso-2022-jp',
  iso2022jp1: 'iso-2022-jp',
  iso2022jp2: 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  big5hkscs: 'big5',
  tis620: 'windows-874',
  windows31j: 'shift_jis',
  cp950: 'big5',
  ascii: 'us-ascii',
  ansix341968: 'us-ascii',
  '646': 'us-ascii',
  iso88598i: 'iso-8859-8-i',
  latin1: 'iso-8859-1',
};

/** A decoder for a charset label as mails write it; null when nobody knows it. */
function decoderOf(label: string): TextDecoder | null {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^["']+|["']+$/g, '');
  const bare = name.replace(/^(x-|cs)/, '').replace(/[\s._:-]+/g, '');
  const codePage = /^(?:cp|windows|win|ms|ibm|ansi)(125\d|874)$/.exec(bare)?.[1];
  const latin = /^(?:iso)?8859(\d{1,2})$/.exec(bare)?.[1];
  for (const each of [ALIASES[bare], name, codePage && `windows-${codePage}`, latin && `iso-8859-${latin}`]) {
    if (!each) continue;
    try {
      return new TextDecoder(each);
    } catch {
      // Not a label of the Encoding Standard: the next spelling may be.
    }
  }
  return null;
}

/**
 * Decodes bytes by the declared charset where it can be true, else by what they look like.
 * Never throws; a NUL is removed, because no column can hold it.
 */
export function decodeBytes(bytes: Uint8Array, declared: string | null): string {
  return decode(bytes, declared).replaceAll('\0', '');
}

function decode(bytes: Uint8Array, declared: string | null): string {
  const byMark = decodeByMark(bytes);
  if (byMark !== null) return byMark;
  if (declared && /^(unicode-1-1-)?utf-?7$/i.test(declared.trim())) return decodeUtf7(bytes);
  const shifted = bytes.includes(ESC) || bytes.includes(SHIFT_OUT) ? decodeShifted(bytes, declared) : null;
  if (shifted !== null) return shifted;
  if (declared && /^hz/i.test(declared.trim())) return decodeHz(bytes);
  const decoder = declared ? decoderOf(declared) : null;
  const trusted = decoder !== null && !['utf-8', 'windows-1252'].includes(decoder.encoding);
  if (trusted) {
    const utf8 = hasHighBytes(bytes) ? strictUtf8(bytes) : null;
    if (utf8 !== null) return utf8;
    const said = decodeWith(decoder, bytes);
    // A label that leaves holes was a lie; most often the words were UTF-8 all along.
    return said.includes('\ufffd') ? (asUtf8(bytes) ?? betterThan(said, bytes)) : said;
  }
  if (!hasHighBytes(bytes)) return decodeWide(bytes) ?? new TextDecoder('utf-8').decode(bytes);
  // us-ascii and iso-8859-1 are what programs write when they do not know.
  const utf8 = asUtf8(bytes, decoder?.encoding === 'utf-8');
  if (utf8 !== null) return utf8;
  return decodeWide(bytes) ?? decodeWith(new TextDecoder(guessCharset(bytes)), bytes);
}

/** What windows-1252 has where ISO-8859-1 has control signs; some versions of Node read the one as the other. */
const SIGNS_OF_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (sign) => SIGNS_OF_1252[sign.charCodeAt(0) - 0x80]!);
}

function decodeByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return asUtf8(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(inPairs(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(inPairs(bytes));
  return null;
}

/** A line feed that a program appended to UTF-16 as one byte is no half of a character. */
const inPairs = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length - (bytes.length % 2));

const ESC = 0x1b;
const SHIFT_OUT = 0x0e;

/** Asian charsets of seven bits announce themselves by their escapes, whatever the label says; null when there are none. */
function decodeShifted(bytes: Uint8Array, declared: string | null): string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64 * 1024)).toString('latin1');
  if (start.includes('\x1b$)C') || (/2022-?kr/i.test(declared ?? '') && start.includes('\x0e')))
    return decodeShiftedKorean(bytes);
  if (/\x1b(?:\$[@B]|\$\([@BD]|\([IJ])/.test(start)) return decodeJapanese(bytes);
  return null;
}

/** ISO-2022-KR: between shift-out and shift-in each byte is one of EUC-KR without its high bit. */
function decodeShiftedKorean(bytes: Uint8Array): string {
  const out: number[] = [];
  let shifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === ESC) i += 3;
    else if (byte === SHIFT_OUT || byte === SHIFT_OUT + 1) shifted = byte === SHIFT_OUT;
    else out.push(shifted && byte > 0x20 ? byte | 0x80 : byte);
  }
  return new TextDecoder('euc-kr').decode(new Uint8Array(out));
}

/** Raw high bytes amid the escapes are somebody's mistake, and two escapes in a row (words joined) are one to the standard. */
function decodeJapanese(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, '?')
    .replace(/(?:\x1b(?:\$[@B]|\$\([BD]|\([BIJ]))+(?=\x1b(?:\$[@B]|\$\([BD]|\([BIJ]))/g, '');
  return new TextDecoder('iso-2022-jp').decode(Buffer.from(text, 'latin1'));
}

/** No letter changes its script so often. */
const MOST_STRETCHES = 100_000;

/** HZ (RFC 1843): Chinese between ~{ and ~}. */
function decodeHz(bytes: Uint8Array): string {
  const [before = '', ...stretches] = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replaceAll('~\n', '')
    .split('~{');
  if (stretches.length > MOST_STRETCHES) return new TextDecoder('utf-8').decode(bytes);
  const decoder = new TextDecoder('gb18030');
  const chinese = stretches.map((stretch) => {
    const end = stretch.indexOf('~}');
    const code = end < 0 ? stretch : stretch.slice(0, end);
    const text = decoder.decode(Buffer.from(code, 'latin1').map((byte) => byte | 0x80));
    return text + (end < 0 ? '' : stretch.slice(end + 2).replaceAll('~~', '~'));
  });
  return before.replaceAll('~~', '~') + chinese.join('');
}

/** UTF-16 that does not say so: every other byte of its Latin letters and spaces is zero. */
function decodeWide(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 2000);
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) < Math.max(3, length / 16) || Math.min(even, odd) > Math.max(even, odd) / 4) return null;
  return new TextDecoder(odd > even ? 'utf-16le' : 'utf-16be').decode(bytes);
}

/** Another reading, where the declared one has holes and the other none. */
function betterThan(said: string, bytes: Uint8Array): string {
  const other = decodeWith(new TextDecoder(guessCharset(bytes)), bytes);
  return holesIn(other) * 10 < holesIn(said) ? other : said;
}

const holesIn = (text: string): number => text.split('\ufffd', 10_000).length - 1;

/**
 * Strict UTF-8, forgiving only a character cut off at the very end; null when it is something else.
 * @param said the label says UTF-8: then a few more broken bytes are forgiven
 */
function asUtf8(bytes: Uint8Array, said = false): string | null {
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++) {
    try {
      const kept = cut ? bytes.subarray(0, bytes.length - cut) : bytes;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(kept);
      // A lone high letter at the end ("André") is no cut-off character unless others came whole.
      if (cut === 0 || said || hasHighBytes(kept)) return text;
      return null;
    } catch {
      // Only a broken tail is forgiven, and only where the tail is part of a longer character.
      if ((bytes[bytes.length - 1 - cut] ?? 0) < 0x80) break;
    }
  }
  // Nearly all of it is UTF-8: a few broken bytes do not make it Cyrillic of another age.
  const loose = new TextDecoder('utf-8').decode(bytes);
  let good = 0;
  let bad = 0;
  for (let i = 0; i < loose.length && i < 100_000; i++) {
    const code = loose.charCodeAt(i);
    if (code === 0xfffd) bad++;
    else if (code > 0x7f) good++;
  }
  return good > bad * (said ? 1 : 4) ? loose : null;
}

/** Fewer characters of several bytes may be UTF-8 by chance: two Chinese ones famously are. */
const NO_CHANCE = 4;

/** Text that is UTF-8 to the last byte, and too much of it to be so by chance, whatever its label; null otherwise. */
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return (text.match(/[^\x00-\x7f]/gu)?.length ?? 0) >= NO_CHANCE ? text : null;
  } catch {
    return null;
  }
}

function hasHighBytes(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x7f) return true;
  return false;
}

/** RFC 2152, for the few old programs that still send it. */
function decodeUtf7(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/\+([A-Za-z0-9+/]*)-?/g, (_, code: string) => {
      if (code === '') return '+';
      const units = Buffer.from(code, 'base64');
      return new TextDecoder('utf-16be').decode(units.subarray(0, units.length - (units.length % 2)));
    });
}
