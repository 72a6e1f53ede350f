// Part of reading a mail (path A): bytes become text, whatever the mail says or fails to say about their charset.

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
  cp949: 'euc-kr',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  cp932: 'shift_jis',
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
  const decoder = declared ? decoderOf(declared) : null;
  const trusted = decoder !== null && !['utf-8', 'windows-1252'].includes(decoder.encoding);
  if (trusted) {
    const said = decoder.decode(bytes);
    // A label that leaves holes was a lie; most often the words were UTF-8 all along.
    return said.includes('\ufffd') ? (asUtf8(bytes) ?? said) : said;
  }
  if (!hasHighBytes(bytes)) return new TextDecoder('utf-8').decode(bytes);
  // us-ascii and iso-8859-1 are what programs write when they do not know.
  const utf8 = asUtf8(bytes);
  if (utf8 !== null) return utf8;
  return new TextDecoder(guessCharset(bytes)).decode(bytes);
}

function decodeByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return asUtf8(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** Strict UTF-8, forgiving only a character cut off at the very end; null when it is something else. */
function asUtf8(bytes: Uint8Array): string | null {
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(cut ? bytes.subarray(0, bytes.length - cut) : bytes);
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
  return good > bad * 4 ? loose : null;
}

function hasHighBytes(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x7f) return true;
  return false;
}

const CYRILLIC = ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'];
/** Letters by how common they are in Russian and Bulgarian; the rest count nothing. */
const WEIGHTS = new Map([...'оеаинтсрвлкмдпуяызьбгчйхжшюцщэъф'].map((letter, i) => [letter, Math.max(1, 24 - i)]));
const SAMPLE = 32 * 1024;

/** The likeliest 8-bit charset of text that is not UTF-8: Cyrillic ones where whole words are high bytes, else windows-1252. */
export function guessCharset(bytes: Uint8Array): string {
  const sample = sampleOf(bytes);
  if (looksWestern(sample)) return looksTurkish(sample) ? 'windows-1254' : 'windows-1252';
  let best = 'windows-1252';
  let bestScore = 0;
  for (const name of CYRILLIC) {
    const score = cyrillicScore(new TextDecoder(name).decode(sample));
    if (score > bestScore) [best, bestScore] = [name, score];
  }
  return best;
}

/** Text around the first high bytes: a long English preamble must not hide the Russian below it. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  let first = 0;
  while (first < bytes.length && bytes[first]! < 0x80) first++;
  const from = Math.max(0, first - 256);
  return bytes.subarray(from, from + SAMPLE);
}

/** Western words hold a high letter or two among ASCII ones ("Grüße"); Cyrillic words are made of high letters alone. */
function looksWestern(bytes: Uint8Array): boolean {
  const isLetter = (byte: number | undefined) => byte !== undefined && /[a-z]/i.test(String.fromCharCode(byte));
  let mixed = 0;
  let whole = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    const start = i;
    while (i + 1 < bytes.length && bytes[i + 1]! >= 0x80) i++;
    const length = i + 1 - start;
    if (isLetter(bytes[start - 1]) || isLetter(bytes[i + 1])) mixed += length;
    else if (length > 1) whole += length;
  }
  return mixed >= whole;
}

/** ı, ş, ğ, İ, Ş stand where western charsets have Icelandic letters, which are far rarer. */
function looksTurkish(bytes: Uint8Array): boolean {
  let high = 0;
  let turkish = 0;
  for (const byte of bytes) {
    if (byte >= 0xc0) high++;
    if (byte === 0xfd || byte === 0xfe || byte === 0xf0 || byte === 0xdd || byte === 0xde) turkish++;
  }
  return turkish > 3 && turkish > high / 3;
}

function cyrillicScore(text: string): number {
  let score = 0;
  let previous = '';
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    if (code > 0x7f) {
      const lower = letter.toLowerCase();
      const weight = WEIGHTS.get(lower);
      if (weight === undefined) score -= code >= 0x400 && code < 0x460 ? 4 : 12;
      else if (lower === letter) score += weight;
      // A capital after a small letter is the mark of KOI8-R read as windows-1251, or the other way round.
      else if (WEIGHTS.has(previous)) score -= weight;
      else score += weight * (WEIGHTS.has(previous.toLowerCase()) ? 0.9 : 0.5);
    }
    previous = letter;
  }
  return score;
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
