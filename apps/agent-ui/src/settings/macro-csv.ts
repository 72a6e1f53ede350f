// A plain table of macros, as spreadsheets write it: comma or semicolon, quotes, a heading or none. Pure.

/** Rows of cells. Quoted cells may hold separators, line ends and doubled quotes. */
export function readCsv(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = first.split(';').length > first.split(',').length ? ';' : first.includes('\t') ? '\t' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.some((one) => one.trim() !== '')) rows.push(row);
    row = [];
    cell = '';
  };
  const words = text.replace(/^\ufeff/, '');
  for (let at = 0; at < words.length; at++) {
    const sign = words[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (words[at + 1] === '"') cell += words[++at];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  endRow();
  return rows;
}

const HEADS = {
  name: /^(name|title|название|имя|име|заглавие)$/i,
  text: /^(text|body|message|content|текст|сообщение|съобщение)$/i,
};

/** The macros of a table: by its heading, else name first and words second. Rows without both are left out. */
export function macrosOf(text: string): { name: string; text: string }[] {
  const rows = readCsv(text);
  const head = (rows[0] ?? []).map((cell) => cell.trim());
  const place = (which: RegExp) => head.findIndex((cell) => which.test(cell));
  const [name, words] = [place(HEADS.name), place(HEADS.text)];
  const headed = name >= 0 && words >= 0;
  return (headed ? rows.slice(1) : rows)
    .map((row) => ({
      name: (row[headed ? name : 0] ?? '').trim().slice(0, 120),
      text: (row[headed ? words : 1] ?? '').trim(),
    }))
    .filter((one) => one.name && one.text);
}
