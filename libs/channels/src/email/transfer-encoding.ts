// Part of reading a mail (path A): what was made fit for seven bits becomes bytes again; errors in it cost only themselves.

/**
 * Padding may stand in the middle where several encoders wrote one after another; words behind it on its line are not theirs.
 * What is plainly no base64 stays as it is.
 */
export function decodeBase64(raw: Buffer): Buffer {
  const start = raw.toString('latin1', 0, 4096);
  const foreign = start.match(/[^A-Za-z0-9+/=_\s-]/g)?.length ?? 0;
  const blanks = start.match(/[a-z,;] [a-z]/gi)?.length ?? 0;
  const isWords = foreign > 0 ? blanks >= foreign : blanks > 2 && blanks * 40 > start.length;
  if (isWords || (foreign > 0 && foreign * 8 >= start.length)) return raw;
  const padding = raw.indexOf(0x3d);
  const after = padding < 0 ? -1 : raw.subarray(padding).findIndex((byte) => SIX[byte] !== NONE);
  return after < 0 ? Buffer.from(raw.toString('latin1'), 'base64') : decodeInPieces(raw);
}

const NONE = 64;
const SIX = new Uint8Array(256).fill(NONE);
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  SIX[letter.charCodeAt(0)] = value;

/** In one pass, since there may be a million pieces. */
function decodeInPieces(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let to = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i]!;
    if (byte === 0x3d) {
      [bits, held] = [0, 0];
      // Words behind the padding, on its line.
      if (raw[i + 1] === 0x20 && SIX[raw[i + 2] ?? 0] !== NONE) break;
      continue;
    }
    const six = SIX[byte]!;
    if (six === NONE) continue;
    held = ((held << 6) | six) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[to++] = (held >> bits) & 0xff;
  }
  return out.subarray(0, to);
}

export function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let to = 0;
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i]!;
    if (byte !== 0x3d) {
      out[to++] = byte;
      continue;
    }
    const [high, low] = [hexOf(raw[i + 1]), hexOf(raw[i + 2])];
    if (high >= 0 && low >= 0) {
      out[to++] = high * 16 + low;
      i += 2;
      continue;
    }
    // A soft break: "=", blanks, end of line. Anything else is a stray sign and stays.
    let next = i + 1;
    while (raw[next] === 0x20 || raw[next] === 0x09 || raw[next] === 0x0d) next++;
    if (next >= raw.length || raw[next] === 0x0a) i = next;
    else out[to++] = byte;
  }
  return out.subarray(0, to);
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The lines of one uuencoded file; what is around them is left out. */
export function decodeUu(raw: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  while (at < raw.length) {
    const found = raw.indexOf(0x0a, at);
    const stop = found < 0 ? raw.length : found;
    let end = stop;
    while (end > at && (raw[end - 1] === 0x0d || raw[end - 1] === 0x20)) end--;
    const chunk = uuLine(raw, at, end, stop);
    if (chunk) chunks.push(chunk);
    at = stop + 1;
  }
  return Buffer.concat(chunks);
}

/** One line: its length as a letter, then four letters for three bytes; null for lines that hold nothing. */
function uuLine(raw: Buffer, at: number, end: number, stop: number): Buffer | null {
  const first = raw.toString('latin1', at, Math.min(end, at + 6));
  if (end === at || /^(?:begin |end$|`$)/.test(first)) return null;
  const count = (raw[at]! - 32) & 63;
  const out = Buffer.alloc(Math.ceil(count / 3) * 3);
  const six = (i: number) => ((i < stop ? raw[i]! : 32) - 32) & 63;
  for (let from = at + 1, to = 0; to < out.length && from < stop; from += 4, to += 3) {
    const [a, b, c, d] = [six(from), six(from + 1), six(from + 2), six(from + 3)];
    out[to] = (a << 2) | (b >> 4);
    out[to + 1] = ((b << 4) | (c >> 2)) & 255;
    out[to + 2] = ((c << 6) | d) & 255;
  }
  return out.subarray(0, count);
}
