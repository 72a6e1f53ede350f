// Which rows of a list may stay where they are in the page when others are put into their places between them.

/** Of numbers in some order as many as possible that already rise: all others can be moved between them. */
export function rising(numbers: number[]): Set<number> {
  // By length: the lowest end of a chain so long. Of each number: which stands before it in its chain.
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const number of numbers) {
    let length = ends.findIndex((end) => end > number);
    if (length < 0) length = ends.length;
    before.set(number, ends[length - 1]);
    ends[length] = number;
  }
  const chain = new Set<number>();
  for (let number = ends.at(-1); number !== undefined; number = before.get(number)) chain.add(number);
  return chain;
}
