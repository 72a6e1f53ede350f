// How many jobs may wait for one and the same server of other people: the next ones wait in memory, and hold no place in the queue.
import type { Log } from '../log.js';

type Work = () => Promise<void>;

interface Line {
  running: number;
  /** By its own name: ordered twice, it waits once. */
  waiting: Map<string, Work>;
}

/**
 * For work whose row is due until it is done: what waits here is forgotten when the process ends, and the sweep orders it
 * anew.
 */
export class Places {
  private readonly lines = new Map<string, Line>();
  private closed = false;

  /** `most`: how many of one `whose` run at once in this process. */
  constructor(
    private readonly most: number,
    private readonly log: Pick<Log, 'error'>,
  ) {}

  /**
   * Runs the work, and then whatever has come to wait for its place; at once over where every place is taken, the work
   * being done later in one of those. @throws what this work throws; what others throw is logged.
   */
  async run(whose: string, name: string, work: Work): Promise<void> {
    if (this.closed) return;
    const line = this.lines.get(whose) ?? { running: 0, waiting: new Map<string, Work>() };
    if (line.running >= this.most) {
      line.waiting.set(name, work);
      return;
    }
    this.lines.set(whose, line);
    line.running++;
    try {
      await work();
    } finally {
      // Between the last look at who waits and leaving the place nobody may come: nothing is awaited there.
      for (let next = first(line); next; next = first(line)) {
        const [name, other] = next;
        line.waiting.delete(name);
        await other().catch((error) => this.log.error('an order waits for the sweep', error, { name }));
      }
      line.running--;
      if (line.running === 0) this.lines.delete(whose);
    }
  }

  /** The process ends: what runs is finished, nothing more is begun, and who waits is left to the sweep. */
  close(): void {
    this.closed = true;
    for (const { waiting } of this.lines.values()) waiting.clear();
  }

  /** How many wait. */
  get waiting(): number {
    let waiting = 0;
    for (const line of this.lines.values()) waiting += line.waiting.size;
    return waiting;
  }
}

const first = ({ waiting }: Line): [string, Work] | undefined => waiting.entries().next().value;
