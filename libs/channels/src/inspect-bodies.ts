// Part of `otklik inspect webhook`: a file that somebody kept may hold several bodies, named or one after another.
import { fieldsOf } from './exact-json.js';

/** The bodies within a file that is none by itself; empty when there are none to be found. */
export function bodiesWithin(bytes: Uint8Array): Uint8Array[] {
  const source = new TextDecoder().decode(bytes);
  return (isJson(source) ? namedIn(source) : documentsIn(source)).map(encoded);
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The members of an object that are objects themselves, as they stand: numbers keep every digit. */
function namedIn(source: string): string[] {
  const values = Object.values(fieldsOf(JSON.parse(source)) ?? {});
  if (values.length === 0 || !values.every(fieldsOf)) return [];
  const open = source.indexOf('{');
  return blocksIn(source.slice(open + 1));
}

/** JSON documents that follow each other; what stands between them and a torn end are left out. */
const documentsIn = (source: string): string[] => blocksIn(source).filter(isJson);

/** Balanced `{…}` at the outermost level. */
function blocksIn(source: string): string[] {
  const blocks: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === '"') {
      at++;
      while (at < source.length && source[at] !== '"') at += source[at] === '\\' ? 2 : 1;
    } else if (char === '{') {
      if (depth === 0) from = at;
      depth++;
    } else if (char === '}' && depth > 0) {
      depth--;
      if (depth === 0) blocks.push(source.slice(from, at + 1));
    }
  }
  return blocks;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
