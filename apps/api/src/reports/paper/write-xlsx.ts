// Sheets of plain values as one XLSX file. Text is written as text, whatever it begins with: no cell of ours is ever a formula.
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Sheet } from './paper.js';

/** What the vendor forbids in the name of a sheet, and how long it may be. */
const nameOf = (name: string) =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet';

export async function writeXlsx(sheets: Sheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, lines }) => ({
    sheet: nameOf(name),
    stickyRowsCount: 1,
    columns: (lines[0] ?? []).map((_, i) => ({ width: widthOf(lines.map((line) => line[i] ?? null)) })),
    data: lines.map((line, row) => line.map((value) => cellOf(value, row === 0))) as SheetData,
  }));
  return writeXlsxFile(written).toBuffer();
}

function cellOf(value: string | number | null, head: boolean) {
  if (value === null) return null;
  if (typeof value === 'number') return { value: Math.round(value * 1e6) / 1e6, type: Number };
  // XML has no words for these, and a cell no room for more.
  const text = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').slice(0, 32_000);
  return { value: text, type: String, ...(head ? { fontWeight: 'bold' as const } : {}) };
}

const widthOf = (values: (string | number | null)[]) =>
  Math.min(48, Math.max(9, ...values.slice(0, 200).map((value) => String(value ?? '').length + 2)));
