// A table as the file that spreadsheets open, safe in Excel, LibreOffice and Numbers.
export type Cell = string | number | null;

/** Excel takes UTF-8 for what it is only after this mark. */
const BOM = '\uFEFF';

/**
 * One cell, RFC 4180. Text that a spreadsheet would take for a formula (=, +, −, @, tab, return first) is kept from running
 * by a leading apostrophe (OWASP, "CSV injection"); numbers stay numbers.
 */
export function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 1e6) / 1e6);
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines as the file that spreadsheets open. */
export const csvOf = (lines: Cell[][]): string => BOM + lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
