// A report as it is put on paper: blocks in an order, words and numbers ready to be read; how it is drawn is another's matter.

export interface Tile {
  name: string;
  value: string;
  /** Beside or under the value: its base, its interval, what became of it. */
  notes: string[];
  /** Rests on fewer than ten values. */
  faint: boolean;
}

export interface Line {
  name: string;
  kind: 'bar' | 'line';
  tint: 'accent' | 'grey' | 'amber';
  values: (number | null)[];
  /** The 95 % interval of each value. */
  band?: { low: number | null; high: number | null }[];
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; large?: boolean }
  | { kind: 'tiles'; tiles: Tile[] }
  | {
      kind: 'chart';
      title: string;
      /** Under each place of the axis; empty where there is no room for all. */
      labels: string[];
      lines: Line[];
      unit: 'count' | 'seconds' | 'share';
    }
  | { kind: 'bars'; title: string; bars: { name: string; value: number; words: string; good?: boolean | null }[] }
  | { kind: 'table'; title: string | null; head: string[]; rows: { cells: string[]; faint: boolean }[] };

export interface Paper {
  locale: string;
  title: string;
  /** The days it speaks of. */
  under: string;
  blocks: Block[];
  small: string;
  made: string;
}

/** A sheet of plain values, for those who count on. */
export interface Sheet {
  name: string;
  lines: (string | number | null)[][];
}
