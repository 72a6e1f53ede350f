// First step of reading any webhook (path A): JSON whose 64-bit ids keep every digit.

/** Integers of this many digits may not fit a double; they come out as strings. */
const LONG = 16;

/**
 * Parses JSON; integers of 16 digits or more become strings with every digit kept.
 * @throws SyntaxError like JSON.parse
 */
export function parseExactly(body: Uint8Array | string): unknown {
  const source = typeof body === 'string' ? body : new TextDecoder('utf-8').decode(body);
  return JSON.parse(quoteLongIntegers(source));
}

function quoteLongIntegers(source: string): string {
  let out = '';
  let copied = 0;
  let i = 0;
  while (i < source.length) {
    const code = source.charCodeAt(i);
    if (code === 0x22) {
      i = endOfString(source, i);
    } else if (isDigit(code)) {
      const start = source[i - 1] === '-' ? i - 1 : i;
      let end = i;
      while (end < source.length && isDigit(source.charCodeAt(end))) end++;
      const next = source[end];
      if (end - i >= LONG && next !== '.' && next !== 'e' && next !== 'E' && source[start - 1] !== '.') {
        out += `${source.slice(copied, start)}"${source.slice(start, end)}"`;
        copied = end;
      }
      i = end;
    } else i++;
  }
  return copied === 0 ? source : out + source.slice(copied);
}

/** The index after the closing quote of the string that opens at `start`. */
function endOfString(source: string, start: number): number {
  let i = start + 1;
  while (i < source.length) {
    const code = source.charCodeAt(i);
    if (code === 0x5c) i += 2;
    else if (code === 0x22) return i + 1;
    else i++;
  }
  return i;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** An object's fields, or none: payloads are never trusted to have the shape they promise. */
export type Fields = Record<string, unknown>;
export const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
/** An id as a string, whatever its JSON type; null when there is none. */
export const idOf = (value: unknown): string | null => (typeof value === 'number' ? String(value) : textOf(value));
/** A number, or one written as text; NaN for anything else, whatever it would say of itself. */
export const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
/** Text without NUL (PostgreSQL cannot hold it) and without lone surrogates; null when there is none. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? cleanText(value) || null : null);

/** Removes NUL characters and replaces halves of surrogate pairs, which no database or wire accepts. */
export function cleanText(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return whole.isWellFormed() ? whole : whole.toWellFormed();
}
