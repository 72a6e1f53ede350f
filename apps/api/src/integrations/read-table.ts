// A file of somebody's as a table: whatever they saved it with: commas, semicolons or tabs, UTF-8 or the old Cyrillic of Excel.
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';

export interface TableShape {
  encoding: 'utf-8' | 'utf-16le' | 'windows-1251';
  delimiter: ',' | ';' | '\t' | '|';
}
export interface TableRow {
  /** The line of the file at which the row ends, from 1: what an editor shows. */
  line: number;
  cells: string[];
}

const MOST_COLUMNS = 200;
const LONGEST_ROW = 1_000_000;
/** Marks alone count for nothing in the length of a row: a row of this many cells is no table. */
const WIDEST_ROW = 10_000;

class TooWide extends Error {
  readonly code = 'CSV_TOO_WIDE';
}

/** Looks at the beginning of a file (at most some 256 KB, perhaps cut inside a letter). */
export function shapeOf(head: Uint8Array): TableShape {
  const encoding = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head).replace(/^\uFEFF/, '');
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const counts = ([',', ';', '\t', '|'] as const).map((mark): [TableShape['delimiter'], number] => [
    mark,
    outsideQuotes(first, mark),
  ]);
  const [delimiter] = counts.reduce((best, one) => (one[1] > best[1] ? one : best));
  return { encoding, delimiter };
}

function encodingOf(head: Uint8Array): TableShape['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  try {
    // A letter may be cut at the end: that is no fault of the file.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

function outsideQuotes(line: string, mark: string): number {
  let count = 0;
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === mark && !quoted) count++;
  }
  return count;
}

/** Row by row, the first (the names of the columns) too; a large file is never held whole. @throws on what is no table */
export async function* readTable(file: Readable, { encoding, delimiter }: TableShape): AsyncGenerator<TableRow> {
  const decoder = new TextDecoder(encoding);
  const text = Readable.from(
    (async function* decoded() {
      for await (const piece of file) yield decoder.decode(piece as Uint8Array, { stream: true });
      yield decoder.decode();
    })(),
  );
  const parser = text.pipe(
    parse({
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: LONGEST_ROW,
      cast: (cell, { index }) => {
        if (index >= WIDEST_ROW) throw new TooWide('a row has too many cells');
        return cell;
      },
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  file.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { line: info.lines, cells: record.slice(0, MOST_COLUMNS) };
  } finally {
    file.destroy();
  }
}
