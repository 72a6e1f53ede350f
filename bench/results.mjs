// bench/RESULTS.md: what was measured last of every benchmark, in words; a run replaces the lines of what it measured and leaves the others.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FILE = join(ROOT, 'bench/RESULTS.md');
const RUNS = ['benchmark', 'date', 'commit', 'machine', 'desk', 'seed'];
const FIGURES = ['benchmark', 'what', 'n', 'figure', 'p50', 'p99', 'limit', 'ratio', 'growth', 'must', 'holds'];
const HEAD = `# What was measured last

Written by \`npm run bench -- all\`; what each benchmark measures and against which limit: [README.md](README.md). **Figure** is held
against **must**. **Limit** is the bare engine doing the same in the same run, **ratio** the figure over it. **Growth** is the figure over that of the same line on
a desk of 10,000 tickets, measured just before. Where no *must* stands, the line is told for comparison.
`;

/** What is checked out, and whether something is changed beside what benchmarks write. */
export function commitNow() {
  const git = (...words) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!bench/RESULTS.md', ':!bench/plans');
    return git('rev-parse', '--short', 'HEAD') + (changed ? ', changed' : '');
  } catch {
    return 'unknown';
  }
}

/** Puts the lines of one benchmark in the place of those it has; `order` are the names of all, as they follow each other. */
export function keepResults(order, name, { lines, desk, commit }) {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  const kept = (columns) =>
    rows.filter((row) => row.length === columns.length && order.includes(row[0]) && row[0] !== name);
  const sorted = (all) => all.sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const date = new Date().toISOString().slice(0, 10);
  const seed = lines.find((line) => line.seed !== undefined)?.seed ?? '';
  const filled = ['tickets', 'active', 'messages'].filter((what) => what in desk);
  const on = filled.map((what) => `${Number(desk[what]).toLocaleString('en')} ${what}`).join(', ');
  const runs = [...kept(RUNS), [name, date, commit, lines[0].machine, on, seed]];
  const figures = [...kept(FIGURES), ...lines.map((line) => [name, ...cells(line)])];
  const parts = [
    HEAD,
    ...table(FIGURES, sorted(figures)),
    '',
    '## When and where',
    '',
    ...table(RUNS, sorted(runs)),
    '',
  ];
  writeFileSync(FILE, parts.join('\n'));
}

function cells({ name, n, figure, unit, p50, p99, limit, ratio, growth, growsAtMost, budget, least, share, holds }) {
  const must = [
    budget === undefined ? null : `≤ ${said(budget)} ${unit}`,
    least === undefined ? null : `≥ ${said(least)} ${unit}`,
    share === undefined ? null : `≥ ${said(share)} of the limit`,
    growsAtMost === undefined ? null : `growth ≤ ${said(growsAtMost)}`,
  ];
  return [
    ...[name, said(n), n === 0 ? 'not measured' : `${said(figure)} ${unit}`, said(p50), said(p99)],
    limit ? `${said(limit.figure)}: ${limit.what}` : '',
    ...[said(ratio), growth === undefined ? '' : `× ${said(growth)}`, must.filter(Boolean).join('; ')],
    holds === undefined ? '' : holds ? 'yes' : '**no**',
  ].map((cell) => cell.replaceAll('|', '/'));
}

/** Three digits say enough; a count is told whole. */
const said = (value) => {
  if (typeof value !== 'number') return '';
  return Number.isInteger(value)
    ? value.toLocaleString('en')
    : Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
};

const table = (columns, rows) => [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
