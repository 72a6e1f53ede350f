// Part of path A: the line that names a file which is not there, so that the agent can ask for it. Pure.
import { say } from '../platform/words/words.js';
import type { MissingFile } from './fetch-files.js';

/** One line for one file, in the desk's language. */
export function missingLine(file: Pick<MissingFile, 'name' | 'fate'>, locale: string): string {
  const name = file.name.replace(/\s+/g, ' ').slice(0, 200) || 'file';
  return say(locale, `inbound.file-${file.fate}`, { name });
}

/** Text and HTML with these lines below; HTML stays null when there was none. */
export function withLines(text: string, html: string | null, lines: string[]): { text: string; html: string | null } {
  if (lines.length === 0) return { text, html };
  return {
    text: [text, lines.join('\n')].filter(Boolean).join('\n\n'),
    html: html === null ? null : html + lines.map(asParagraph).join(''),
  };
}

/** Takes one such line out again, or puts another in its place (null: nothing). */
export function replaceLine(
  text: string,
  html: string | null,
  line: string,
  by: string | null,
): { text: string; html: string | null } {
  const at = text.lastIndexOf(line);
  const changed = at < 0 ? text : text.slice(0, at) + (by ?? '') + text.slice(at + line.length);
  return {
    text: changed.replace(/\n{3,}/g, '\n\n').trimEnd(),
    html: html?.replace(asParagraph(line), () => (by === null ? '' : asParagraph(by))) ?? null,
  };
}

const asParagraph = (line: string) =>
  `<p>${line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`;
