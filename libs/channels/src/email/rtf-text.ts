// Part of reading winmail.dat (path A): compressed RTF (MS-OXRTFCP) becomes its words, or the text of the HTML wrapped in it.
import { decodeWith } from './charset.js';

const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const LARGEST = 8 * 1024 * 1024;

/** The words of a compressed RTF body; null when it is none. Never throws. */
export function textOfRtf(bytes: Buffer): string | null {
  const rtf = decompress(bytes);
  return rtf === null ? null : wordsIn(rtf);
}

function decompress(bytes: Buffer): string | null {
  if (bytes.length < 16) return null;
  const size = Math.min(bytes.readUInt32LE(4), LARGEST);
  const kind = bytes.readUInt32LE(8);
  if (kind === PLAIN) return bytes.toString('latin1', 16, 16 + size);
  if (kind !== COMPRESSED) return null;
  const window = Buffer.alloc(4096);
  window.write(DICTIONARY, 'latin1');
  let write = DICTIONARY.length;
  const out = Buffer.alloc(size);
  let to = 0;
  const put = (byte: number) => {
    window[write] = byte;
    write = (write + 1) & 4095;
    if (to < size) out[to++] = byte;
  };
  for (let at = 16; at < bytes.length && to < size; ) {
    const flags = bytes[at++]!;
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++]!);
        continue;
      }
      const pair = (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
      at += 2;
      const from = pair >> 4;
      if (from === write) return out.toString('latin1', 0, to);
      for (let i = 0; i < (pair & 15) + 2; i++) put(window[(from + i) & 4095]!);
    }
  }
  return out.toString('latin1', 0, to);
}

/** Groups that hold no words of the letter. */
const SILENT = /^\\(?:\*|fonttbl|colortbl|stylesheet|info|pict|object|header|footer|themedata|generator)/;
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi;
const SIGNS: Record<string, string> = {
  par: '\n',
  line: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};

function wordsIn(rtf: string): string {
  const codePage = /\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 2000))?.[1] ?? '1252';
  const decoder = decoderOf(codePage);
  const out: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) out.push(decodeWith(decoder, new Uint8Array(bytes)));
    bytes = [];
  };
  let depth = 0;
  /** Depth of the group that is passed over, and of text that stands for HTML tags. */
  let silentFrom = 0;
  let skip = 0;
  for (const match of rtf.matchAll(TOKEN)) {
    const [, word, value, hex, sign, brace, text] = match;
    if (brace === '{') {
      depth++;
      if (silentFrom === 0 && SILENT.test(rtf.slice(match.index + 1, match.index + 20))) silentFrom = depth;
    } else if (brace === '}') {
      if (silentFrom === depth) silentFrom = 0;
      depth--;
    } else if (silentFrom === 0) {
      if (hex !== undefined && skip === 0) bytes.push(Number.parseInt(hex, 16));
      else if (hex !== undefined) skip--;
      else {
        flush();
        if (word === 'u') {
          out.push(String.fromCharCode(Number(value ?? 0) & 0xffff));
          skip = 1;
        } else if (word !== undefined) out.push(SIGNS[word] ?? '');
        else if (sign !== undefined) out.push(sign === '~' ? ' ' : /[{}\\]/.test(sign) ? sign : '');
        else if (text !== undefined) {
          out.push(text.slice(skip));
          skip = 0;
        }
      }
    }
  }
  flush();
  return out
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decoderOf(codePage: string): TextDecoder {
  const special: Record<string, string> = {
    '932': 'shift_jis',
    '936': 'gb18030',
    '949': 'euc-kr',
    '950': 'big5',
    '866': 'ibm866',
  };
  try {
    return new TextDecoder(special[codePage] ?? `windows-${codePage}`);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
