// Part of scoring the corpus: what every source's reader needs — its files, texts made comparable, and a row being counted.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Beside the mails of a source lie expectations, licences and notes. */
const NOT_MAIL = /\.(?:json|md|py|sh)$|(?:^|\/)(?:COPYING|LICENSE|README)[^/]*$/i;

/** Every file below a folder, relative to it, sorted. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

export const mailsBelow = (folder) => filesIn(folder).filter((name) => !NOT_MAIL.test(name));

export const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** After NFC, white space collapsed, blank lines dropped. */
export function comparable(text) {
  return (text ?? '')
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

/** Words of at least `least` letters, lower case, each once. */
export function wordsOf(text, least = 4) {
  const words =
    (text ?? '')
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => [...word].length >= least));
}

/** The share of the expected words that are there. */
export function shareOf(expected, seen) {
  if (expected.size === 0) return 1;
  let there = 0;
  for (const word of expected) if (seen.has(word)) there++;
  return there / expected.size;
}

/**
 * Counts one row. `check(name, passed, why)` counts a case for us, `beside(library, passed)` the same for a library,
 * `rule(name, why)` a case that is ruled and not counted.
 */
export function counting(what, bar) {
  const row = { what, n: 0, hits: 0, ruled: [], misses: [], stock: [] };
  if (bar !== undefined) row.bar = bar;
  return {
    row,
    check(name, passed, why) {
      row.n++;
      if (passed) row.hits++;
      else row.misses.push({ name, why });
      return passed;
    },
    rule: (name, why) => row.ruled.push({ name, why }),
    beside(library, passed) {
      if (!row.stock.some((each) => each.library === library)) row.stock.push({ library, hits: 0 });
      if (passed) row.stock.find((each) => each.library === library).hits++;
    },
  };
}
