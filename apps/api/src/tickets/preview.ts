// The last words shown in the queue: one line, short.

/** At most 140 characters of a text on one line; an empty text with files shows a paper clip and their number. */
export function previewOf(text: string, files: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return files > 0 ? `📎 ${files}` : '';
  return line.length <= 140 ? line : `${[...line.slice(0, 140)].slice(0, -1).join('')}…`;
}
