// Part of scoring the corpus: which rows reach their bar, and how they are printed.

/** What is asked where a row names no bar of its own: by the first word of what is scored. */
const BARS = { facts: 0.98, reply: 0.9, replies: 0.9 };
/** In a source this small one miss is forgiven: a percentage would forbid it. */
const SMALL = 50;

export const barOf = (row) => row.bar ?? BARS[/^\w+/.exec(row.what)?.[0]] ?? 1;

/** A row passes when it reaches its bar and no stock library is above it. */
export function passes(row) {
  const enough = row.hits >= row.n * row.bar - 1e-9 || (row.bar < 1 && row.n < SMALL && row.n - row.hits <= 1);
  return enough && row.stock.every(({ hits }) => hits <= row.hits);
}

const percent = (hits, n) => (n === 0 ? '—' : `${((100 * hits) / n).toFixed(1)} %`);

/** Every case that was ruled and every miss, by name. */
export function printDetails(rows) {
  for (const row of rows) {
    for (const { name, why } of row.ruled) console.log(`ruled  ${row.source} · ${row.what} · ${name}: ${why}`);
    for (const { name, why } of row.misses) console.log(`miss   ${row.source} · ${row.what} · ${name}: ${why}`);
  }
}

export function printTable(rows) {
  const lines = rows.map((row) => [
    passes(row) ? '✓' : '✗',
    row.source,
    row.what,
    String(row.n),
    String(row.hits),
    percent(row.hits, row.n),
    `≥ ${(100 * row.bar).toFixed(0)} %`,
    String(row.ruled.length),
    row.stock.map(({ library, hits }) => `${library} ${percent(hits, row.n)}`).join(', ') || (row.note ?? ''),
  ]);
  const titled = [['', 'source', 'what', 'n', 'hits', '', 'bar', 'ruled', 'beside it'], ...lines];
  const widths = titled[0].map((_, column) => Math.max(...titled.map((line) => line[column].length)));
  console.log();
  for (const line of titled) {
    const cells = line.map((cell, i) => (i >= 3 && i <= 7 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])));
    console.log(cells.join('  ').trimEnd());
  }
  const missed = rows.filter((row) => !passes(row));
  console.log(`\n${rows.length - missed.length} of ${rows.length} rows reach their bar.`);
}
