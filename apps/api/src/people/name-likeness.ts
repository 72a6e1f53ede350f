// How near what somebody typed is to a name: whole, begun, or with a slip of the fingers. Pure.

/**
 * 0: each word said is a word of the name or begins one; else the slips needed, letter by letter (two letters that changed
 * places are one slip); null: this name is not meant. One slip may be in a word of up to five letters, two in longer ones.
 */
export function slipsIn(name: string, said: string[]): number | null {
  const words = plainName(name).split(/[^\p{L}\p{M}'’]+/u);
  let slips = 0;
  for (const one of said) {
    const allowed = one.length <= 3 ? 0 : one.length <= 5 ? 1 : 2;
    const best = Math.min(...words.map((word) => (word.startsWith(one) ? 0 : distance(word, one))));
    if (best > allowed) return null;
    slips += best;
  }
  return slips;
}

/** One spelling for case and for ё. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll('ё', 'е');

/** Optimal string alignment: insertions, deletions, changes and swaps of neighbours. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
