// What the search box does to the text in it: filters put in by a click, people and tags as filters. Pure.

/** Puts the beginning of a filter at the end, and says where the value is to be typed. */
export function withFilter(query: string, filter: string): string {
  const before = query.trimEnd();
  return `${before}${before ? ' ' : ''}${filter}`;
}

/** A value as it must stand after a colon: in quotes when it has blanks. */
export const valued = (filter: string, value: string): string =>
  /[\s"«»„“”]/.test(value)
    ? `${filter}"${value
        .replace(/["«»„“”]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()}"`
    : filter + value;

/** Whether there is anything in it worth asking the desk. */
export const worthAsking = (query: string): boolean => /[\p{L}\p{N}]/u.test(query);

const KEPT = 6;
/** The searches of this browser, the latest first, each once. */
export const remember = (earlier: string[], query: string): string[] =>
  [query.trim(), ...earlier.filter((one) => one !== query.trim())].slice(0, KEPT);
