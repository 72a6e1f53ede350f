// The gaps of a macro and what stands in them: {{customer.first_name|there}}. Pure.

/** What a gap may be filled with, by its name. Null and empty are the same: the fallback stands. */
export type MacroValues = Record<string, string | null | undefined>;

/** What stands where nothing was known. */
const UNFILLED = '…';
const GAP = /\{\{\s*([a-z][a-z0-9_.-]*)\s*(?:\|([^{}]*))?\}\}/gi;

export interface FilledWords {
  words: string;
  /** Gaps that had no value and no fallback: a mark stands there for the writer to see, who is told besides. */
  missing: string[];
}

/** Fills every gap. `written`: how a value is written where the words stand, as in HTML. */
export function fillWords(
  template: string,
  values: MacroValues,
  written: (value: string) => string = (value) => value,
): FilledWords {
  const missing: string[] = [];
  const words = template.replace(GAP, (_, name: string, fallback: string | undefined) => {
    const key = name.toLowerCase();
    const value = Object.hasOwn(values, key) ? values[key]?.trim() : undefined;
    if (value) return written(value);
    if (fallback !== undefined) return fallback.trim();
    missing.push(name.toLowerCase());
    return UNFILLED;
  });
  return { words, missing: [...new Set(missing)] };
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** An address, a number, a link: whoever calls themselves that is not greeted by it, least of all by a machine of ours. */
const NO_NAME = /[@\d/\\:<>]|\.\p{L}{2}/u;

/** What a person is called in a greeting; null where the name is none, as an address, a number or a link is. */
export function firstName(name: string | null | undefined): string | null {
  const first = (name ?? '').trim().split(/\s+/)[0] ?? '';
  return first && !NO_NAME.test(first) ? first : null;
}
