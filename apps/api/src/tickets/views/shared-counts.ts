// One count for all who look: each distinct question is asked of the database at most once a second.
import { Injectable } from '@nestjs/common';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 5_000;
/** A count that is slow is asked for less often, so that counting never takes more than this share of the time. */
const SHARE = 10;
const MOST = 5_000;
/** So many run at a time in each lane: a rail full of views must not take every connection, nor hold up the desk's own counts. */
const AT_ONCE = 4;

export type After = 'news' | 'anything';

type Lane = 'queue' | 'views';
const newLane = () => ({ running: 0, waiting: [] as (() => void)[] });

interface Counted {
  answer: Promise<unknown>;
  /** When the next one may begin; null: it still runs. */
  freeAt: number | null;
  next: Promise<unknown> | null;
}

@Injectable()
export class SharedCounts {
  private readonly counted = new Map<string, Counted>();
  private readonly lanes = { queue: newLane(), views: newLane() };

  /**
   * `after: 'news'`: whoever asks too soon waits for the next count, since news that a count has changed is told once, and an
   * old answer to it would stand for good. `'anything'`: a first look at the screen waits for nothing and takes the last one.
   */
  run<T>(key: string, count: () => Promise<T>, after: After = 'news', lane: Lane = 'queue'): Promise<T> {
    const last = this.counted.get(key);
    if (!last) return this.begin(key, count, lane);
    if (after === 'anything' && (last.freeAt ?? 0) > Date.now()) return last.answer as Promise<T>;
    if (last.next) return last.next as Promise<T>;
    if (last.freeAt !== null && last.freeAt <= Date.now()) return this.begin(key, count, lane);
    last.next = last.answer
      .catch(() => undefined)
      .then(() => new Promise((resolve) => setTimeout(resolve, Math.max(0, (last.freeAt ?? 0) - Date.now())).unref()))
      .then(() => this.begin(key, count, lane));
    return last.next as Promise<T>;
  }

  private begin<T>(key: string, count: () => Promise<T>, lane: Lane): Promise<T> {
    let began = Date.now();
    const answer = this.turn(lane).then(() => {
      began = Date.now();
      return count();
    });
    const counted: Counted = { answer, freeAt: null, next: null };
    const done = () => {
      // The place goes to whoever waits for one.
      const next = this.lanes[lane].waiting.shift();
      if (next) next();
      else this.lanes[lane].running -= 1;
      const took = Date.now() - began;
      counted.freeAt = began + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, took * SHARE));
    };
    answer.then(done, done);
    this.counted.delete(key);
    this.counted.set(key, counted);
    for (const [oldest, { freeAt, next }] of this.counted) {
      if (this.counted.size <= MOST) break;
      if (freeAt !== null && next === null) this.counted.delete(oldest);
      else break;
    }
    return counted.answer as Promise<T>;
  }

  private async turn(name: Lane): Promise<void> {
    const lane = this.lanes[name];
    if (lane.running >= AT_ONCE) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
  }
}
