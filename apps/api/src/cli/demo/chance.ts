// Chance that can be repeated: the same seed makes the same month.

export interface Chance {
  /** From 0 to 1, 1 excluded. */
  next(): number;
  happens(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the keys, in proportion to its weight. */
  weighted<K extends string>(weights: Record<K, number>): K;
  /** Log-normal: half of the values lie below `median`; `spread` is the standard deviation of the logarithm. */
  around(median: number, spread: number): number;
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state, enough for a demo. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    happens: (probability) => next() < probability,
    pick: <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T,
    weighted: <K extends string>(weights: Record<K, number>) => {
      const keys = Object.keys(weights) as K[];
      let rest = next() * keys.reduce((sum, key) => sum + weights[key], 0);
      for (const key of keys) {
        rest -= weights[key];
        if (rest < 0) return key;
      }
      return keys.at(-1) as K;
    },
    around: (median, spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
  };
}
