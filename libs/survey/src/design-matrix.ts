// From what we can see of a ticket (channel, waits, reopens …) to columns of numbers a regression can use.

/** choice: one of some words. amount: a duration or a count, ≥ 0, long-tailed: its logarithm is used. flag: yes or no. */
export type FeatureKind = 'choice' | 'amount' | 'flag';
export interface Feature {
  name: string;
  kind: FeatureKind;
}
/** What is seen of one ticket, by feature; null: not known. */
export type Visible = Readonly<Record<string, string | number | boolean | null>>;

export interface Column extends Feature {
  /** choice: the word it stands for, OTHER for all rare ones. amount and flag: null, UNKNOWN where it says "is missing". */
  level: string | null;
  mean: number;
  /** Standard deviation; 1 where it would be 0. */
  spread: number;
}

/** What was learned from the rows: plain data, to be stored with the model. */
export interface Design {
  columns: Column[];
  /** Of each choice the words that are told apart, the commonest first: it is what the others are compared with. */
  levels: Record<string, string[]>;
}

export const OTHER = '(other)';
export const UNKNOWN = '(unknown)';
/** Words seen more rarely share one column. */
const RARE = 10;

/** Learns the columns: every choice against its commonest word, numbers centred and scaled to standard deviation 1. */
export function designOf(features: readonly Feature[], rows: readonly Visible[]): Design {
  const levels: Design['levels'] = {};
  const columns = features.flatMap(({ name, kind }): Column[] => {
    const column = (level: string | null): Column => ({ name, kind, level, mean: 0, spread: 1 });
    if (kind !== 'choice') {
      const unknown = rows.filter((row) => (row[name] ?? null) === null).length;
      return unknown >= RARE ? [column(null), column(UNKNOWN)] : [column(null)];
    }
    const { common, rare } = wordsOf(name, rows);
    levels[name] = common;
    return [...common.slice(1), ...(rare ? [OTHER] : [])].map(column);
  });
  for (const column of columns) {
    const values = rows.map((row) => raw(column, levels, row)).filter((value): value is number => value !== null);
    const n = Math.max(1, values.length);
    column.mean = values.reduce((sum, value) => sum + value, 0) / n;
    column.spread = Math.sqrt(values.reduce((sum, value) => sum + (value - column.mean) ** 2, 0) / n) || 1;
  }
  return { columns, levels };
}

/** The row as numbers, one a column. What is not known stands at the mean. */
export function encode({ columns, levels }: Design, row: Visible): number[] {
  return columns.map((column) => {
    const value = raw(column, levels, row);
    return value === null ? 0 : (value - column.mean) / column.spread;
  });
}

function wordsOf(name: string, rows: readonly Visible[]): { common: string[]; rare: boolean } {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(wordOf(row[name]), (counts.get(wordOf(row[name])) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const common = sorted.filter(([, count], i) => i === 0 || count >= RARE).map(([word]) => word);
  return { common, rare: common.length < sorted.length };
}

const wordOf = (value: Visible[string] | undefined) => ((value ?? null) === null ? UNKNOWN : String(value));

/** Before scaling; null: not known. */
function raw({ name, kind, level }: Column, levels: Design['levels'], row: Visible): number | null {
  if (kind === 'choice') {
    const word = wordOf(row[name]);
    return (level === OTHER ? !levels[name]!.includes(word) : level === word) ? 1 : 0;
  }
  const seen = row[name] ?? null;
  if (level === UNKNOWN) return seen === null ? 1 : 0;
  if (seen === null) return null;
  return kind === 'flag' ? Number(Boolean(seen)) : Math.log1p(Math.max(0, Number(seen)));
}
