// Part of reading a mail (path A): the mail inside an opaque signature (S/MIME, RFC 8551), which is signed but not secret.

/** 1.2.840.113549.1.7.2: signed data. Enveloped data is encrypted and stays a file. */
const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');
const SEQUENCE = 0x30;
const OBJECT_ID = 0x06;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const EXPLICIT = 0xa0;

interface Value {
  tag: number;
  body: Buffer;
  /** Where the next value begins, in the buffer it was read from. */
  next: number;
}

/** The signed bytes, which are a part of a mail themselves; null for what is no signature around content. Never throws. */
export function signedContent(bytes: Buffer): Buffer | null {
  const info = valueAt(bytes, 0);
  if (info?.tag !== SEQUENCE) return null;
  const kind = valueAt(info.body, 0);
  if (kind?.tag !== OBJECT_ID || !kind.body.equals(SIGNED_DATA)) return null;
  const wrapped = valueAt(info.body, kind.next);
  const signed = wrapped && valueAt(wrapped.body, 0);
  if (wrapped?.tag !== EXPLICIT || signed?.tag !== SEQUENCE) return null;
  // Version, digests, then the content with its kind.
  const version = valueAt(signed.body, 0);
  const digests = version && valueAt(signed.body, version.next);
  const content = digests && valueAt(signed.body, digests.next);
  const type = content && valueAt(content.body, 0);
  const held = type && valueAt(content.body, type.next);
  if (held?.tag !== EXPLICIT) return null;
  const octets = valueAt(held.body, 0);
  return octets ? octetsIn(octets) : null;
}

function octetsIn({ tag, body }: Value): Buffer | null {
  if (tag === OCTETS) return body;
  if (tag !== OCTETS_IN_PIECES) return null;
  const pieces: Buffer[] = [];
  for (let piece = valueAt(body, 0); piece?.tag === OCTETS; piece = valueAt(body, piece.next)) pieces.push(piece.body);
  return Buffer.concat(pieces);
}

/** One value of BER at an offset; null where the bytes end. A length that is not given runs to its two zeros. */
function valueAt(bytes: Buffer, at: number, depth = 0): Value | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || depth > MOST_DEPTH) return null;
  if (first === 0x80) {
    const end = endOfContents(bytes, at + 2, depth);
    return end === null ? null : { tag, body: bytes.subarray(at + 2, end), next: end + 2 };
  }
  const size = first < 0x80 ? 0 : first & 0x7f;
  if (size > 4 || at + 2 + size > bytes.length) return null;
  const length = size === 0 ? first : bytes.readUIntBE(at + 2, size);
  const start = at + 2 + size;
  return { tag, body: bytes.subarray(start, start + length), next: start + length };
}

const MOST_DEPTH = 12;
const MOST_VALUES = 100_000;

function endOfContents(bytes: Buffer, start: number, depth: number): number | null {
  for (let at = start, n = 0; at < bytes.length && n < MOST_VALUES; n++) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
    const value = valueAt(bytes, at, depth + 1);
    if (!value) return null;
    at = value.next;
  }
  return null;
}
