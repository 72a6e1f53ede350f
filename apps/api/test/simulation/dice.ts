// Chance with a seed: the same seed lives the same year in every run.

export interface Dice {
  /** From 0 to 1. */
  next(): number;
  whole(below: number): number;
  chance(p: number): boolean;
  one<T>(of: readonly T[]): T;
  /** By weight. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** A UUIDv7 of that instant. */
  id(at: Date): string;
}

/** Tommy Ettinger's mulberry32, public domain. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  const hex = (digits: number) =>
    whole(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    next,
    whole,
    chance: (p) => next() < p,
    one: (of) => of[whole(of.length)]!,
    weighed(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      return entries.at(-1)![0];
    },
    id(at) {
      const time = at.getTime().toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + whole(4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;
    },
  };
}
