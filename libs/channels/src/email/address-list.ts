// Part of reading a mail (path A): a header's list of addresses, as mails write them: groups, comments, commas in names.

export interface Listed {
  /** As it stands, encoded words and all. */
  name: string;
  address: string;
}

interface Box {
  text: string;
  angle: string | null;
  comments: string[];
}

const ENCODED_WORD = /=\?[^?\s]{1,60}\?[bq]\?[^?]{0,2000}\?=/iy;

/** Every entry that holds an "@", in order; group names are dropped. Linear, never throws. */
export function splitAddresses(value: string): Listed[] {
  const found: Listed[] = [];
  let box: Box = { text: '', angle: null, comments: [] };
  /** "Doe" of "Doe, Anna <anna@…>": a name whose comma nobody quoted. */
  let surname = '';
  const close = (separator: string) => {
    const listed = listedIn(box);
    if (listed) {
      if (surname !== '' && box.angle !== null && listed.name !== '') listed.name = `${surname}, ${listed.name}`;
      found.push(listed);
    }
    surname = !listed && separator === ',' && box.angle === null ? box.text.trim() : '';
    box = { text: '', angle: null, comments: [] };
  };
  /** A quote or comment that nothing closes: none after it is looked for again, or a million of them would cost hours. */
  let open = '';
  for (let i = 0; i < value.length; ) {
    const char = value[i]!;
    if (char === '=' && value[i + 1] === '?') {
      ENCODED_WORD.lastIndex = i;
      const word = ENCODED_WORD.exec(value)?.[0] ?? '=';
      box.text += word;
      i += word.length;
    } else if (char === '"') {
      const end = open.includes(char) ? -1 : quoteEnd(value, i);
      if (end < 0) open += char;
      box.text += end < 0 ? '' : value.slice(i + 1, end).replace(/\\(.)/g, '$1');
      i = end < 0 ? i + 1 : end + 1;
    } else if (char === '(') {
      const end = open.includes(char) ? -1 : commentEnd(value, i);
      if (end < 0) {
        open += char;
        box.text += char;
      } else if (box.comments.length < 20) box.comments.push(value.slice(i + 1, end).replace(/\\(.)/g, '$1'));
      i = end < 0 ? i + 1 : end + 1;
    } else if (char === '<') {
      const end = angleEnd(value, i);
      box.angle ??= value.slice(i + 1, end);
      i = end + 1;
    } else if (char === ',' || char === ';') {
      close(char);
      i++;
    } else if (char === ':' && !box.text.includes('@') && box.angle === null) {
      // A group's name; a link says "mailto:".
      box = { text: '', angle: null, comments: [] };
      surname = '';
      i++;
    } else {
      box.text += char;
      i++;
    }
  }
  close('');
  return found;
}

function listedIn({ text, angle, comments }: Box): Listed | null {
  const words = text.replace(/\s+/g, ' ').trim();
  if (angle !== null) {
    const address = bare(angle);
    // Some write the address beside empty brackets.
    if (address.includes('@')) return { name: words || (comments[0]?.trim() ?? ''), address };
    if (address !== '') return null;
  }
  const joined = words.replace(/\s*([@.])\s*/g, '$1');
  if (/^[^\s@]+@[^\s@]+$/.test(joined)) return { name: comments[0]?.trim() ?? '', address: joined };
  const token = words.split(' ').find((word) => /[^@]@[^@]/.test(word));
  return token ? { name: words.replace(token, '').replace(/\s+/g, ' ').trim(), address: token } : null;
}

/** Without comments, quotes, "mailto:", the old route "@a,@b:", blanks beside signs, and words that do not belong. */
function bare(angle: string): string {
  const address = angle
    .slice(0, 2000)
    .replace(/\([^()]{0,500}\)/g, '')
    .replace(/"/g, '')
    .replace(/\s*([@.])\s*/g, '$1')
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^@[^:]{0,300}:/, '');
  return address.split(/\s+/).find((word) => word.includes('@')) ?? address.replace(/\s+/g, '');
}

function quoteEnd(value: string, open: number): number {
  for (let i = open + 1; i < value.length; i++) {
    if (value[i] === '\\') i++;
    else if (value[i] === '"') return i;
  }
  return -1;
}

/** Deeper nesting, and longer comments, are attacks. */
const LONGEST_COMMENT = 2000;

function commentEnd(value: string, open: number): number {
  let depth = 0;
  for (let i = open; i < value.length && i - open < LONGEST_COMMENT; i++) {
    if (value[i] === '\\') i++;
    else if (value[i] === '(') depth++;
    else if (value[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

/** A bracket that is never closed ends with its entry. */
function angleEnd(value: string, open: number): number {
  for (let i = open + 1; i < value.length; i++) {
    if (value[i] === '>') return i;
    if (value[i] === ';' || (value[i] === ',' && value[open + 1] !== '@')) return i - 1;
    if (value[i] === '<') return i - 1;
  }
  return value.length;
}
