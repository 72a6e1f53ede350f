// Part of reading a mail (path A): winmail.dat of Outlook (MS-OXTNEF) becomes the body and the files that it hides.
import { decodeBytes } from './charset.js';
import { textOfRtf } from './rtf-text.js';

export interface TnefFile {
  name: string;
  contentType: string;
  contentId: string | null;
  content: Buffer;
}
export interface Tnef {
  text: string | null;
  html: string | null;
  files: TnefFile[];
}

const SIGNATURE = 0x223e9f78;
/** Attributes of the format, by their tags. */
const BODY = 0x2800c;
const CODE_PAGE = 0x69007;
const MESSAGE_PROPS = 0x69003;
const NEW_FILE = 0x69002;
const FILE_TITLE = 0x18010;
const FILE_DATA = 0x6800f;
const FILE_PROPS = 0x69005;
/** MAPI properties, by their ids. */
const P_BODY = 0x1000;
const P_RTF = 0x1009;
const P_HTML = 0x1013;
const P_DATA = 0x3701;
const P_NAME = 0x3704;
const P_LONG_NAME = 0x3707;
const P_TYPE = 0x370e;
const P_CONTENT_ID = 0x3712;
const MOST_FILES = 200;

export const isTnef = (bytes: Buffer): boolean => bytes.length > 6 && bytes.readUInt32LE(0) === SIGNATURE;

/** Never throws: what is cut off or broken ends the reading, and what was read before counts. */
export function readTnef(bytes: Buffer): Tnef {
  const found: Tnef = { text: null, html: null, files: [] };
  let codePage = 'windows-1252';
  let file: TnefFile | null = null;
  try {
    for (let at = 6; isTnef(bytes) && at + 9 <= bytes.length; ) {
      const tag = bytes.readUInt32LE(at + 1);
      const length = bytes.readUInt32LE(at + 5);
      const value = bytes.subarray(at + 9, at + 9 + length);
      at += 9 + length + 2;
      if (tag === CODE_PAGE && value.length >= 4) codePage = `windows-${value.readUInt32LE(0)}`;
      else if (tag === BODY) found.text ??= textOf(value, codePage);
      else if (tag === MESSAGE_PROPS) takeBody(found, propsIn(value), codePage);
      else if (tag === NEW_FILE && found.files.length < MOST_FILES) {
        file = { name: '', contentType: '', contentId: null, content: Buffer.alloc(0) };
        found.files.push(file);
      } else if (file && tag === FILE_TITLE) file.name ||= textOf(value, codePage);
      else if (file && tag === FILE_DATA) file.content = value;
      else if (file && tag === FILE_PROPS) takeFile(file, propsIn(value), codePage);
    }
  } catch {
    // Cut off: what was there is kept.
  }
  return found;
}

/** Strings end with a zero, which belongs to none of their letters. */
function textOf(bytes: Buffer, charset: string): string {
  const width = charset === 'utf-16le' ? 2 : 1;
  let end = bytes.length - (bytes.length % width);
  while (end > 0 && bytes.subarray(end - width, end).every((byte) => byte === 0)) end -= width;
  return decodeBytes(bytes.subarray(0, end), charset);
}

function takeBody(found: Tnef, props: Map<number, Prop>, codePage: string): void {
  const words = (id: number) => wordsOf(props.get(id), codePage);
  found.text ??= words(P_BODY);
  found.html ??= words(P_HTML);
  const rtf = props.get(P_RTF);
  if (rtf && found.html === null && !found.text?.trim()) found.text = textOfRtf(rtf.value);
}

function takeFile(file: TnefFile, props: Map<number, Prop>, codePage: string): void {
  const words = (id: number) => wordsOf(props.get(id), codePage);
  file.name = words(P_LONG_NAME) ?? (file.name || (words(P_NAME) ?? ''));
  file.contentType = words(P_TYPE) ?? '';
  file.contentId = words(P_CONTENT_ID);
  const data = props.get(P_DATA);
  if (file.content.length > 0 || !data) return;
  // An embedded message stands behind the id of its interface.
  file.content = data.type === OBJECT ? data.value.subarray(16) : data.value;
  if (isTnef(file.content)) file.contentType = 'application/ms-tnef';
}

function wordsOf(prop: Prop | undefined, codePage: string): string | null {
  if (!prop) return null;
  return textOf(prop.value, prop.type === UNICODE ? 'utf-16le' : codePage) || null;
}

interface Prop {
  type: number;
  value: Buffer;
}

const OBJECT = 0x0d;
const UNICODE = 0x1f;
/** Types of changing length; all others have these many bytes. */
const VARIABLE = new Set([OBJECT, 0x1e, UNICODE, 0x102]);
const SIZES: Record<number, number> = { 5: 8, 6: 8, 7: 8, 20: 8, 64: 8, 72: 16 };
const MANY = 0x1000;

/** A list of MAPI properties, by id; named ones are passed over. Throws where the bytes end early. */
function propsIn(bytes: Buffer): Map<number, Prop> {
  const props = new Map<number, Prop>();
  let at = 4;
  const number = () => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const padded = (length: number) => {
    const value = bytes.subarray(at, at + length);
    at += (length + 3) & ~3;
    return value;
  };
  const count = bytes.readUInt32LE(0);
  try {
    for (let n = 0; n < count && at < bytes.length; n++) {
      const type = bytes.readUInt16LE(at);
      const id = bytes.readUInt16LE(at + 2);
      at += 4;
      if (id >= 0x8000) {
        at += 16;
        if (number() === 0) number();
        else padded(number());
      }
      const bare = type & ~MANY;
      const values = type & MANY || VARIABLE.has(bare) ? number() : 1;
      for (let v = 0; v < values && at < bytes.length; v++) {
        const value = padded(VARIABLE.has(bare) ? number() : (SIZES[bare] ?? 4));
        if (!props.has(id) && id < 0x8000) props.set(id, { type: bare, value });
      }
    }
  } catch {
    // Cut off within a property: those before it count.
  }
  return props;
}
