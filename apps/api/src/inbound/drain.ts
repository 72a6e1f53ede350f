// Path A, step 2: how the waiting rows of one connection are gone through: by one hand where order matters, by several elsewhere.
import type { RawRow } from './raw.store.js';

/** How many rows of a connection without order are read at once: most of the time they wait for somebody's name server. */
const HANDS = 8;

/** What a drain works with. */
export interface Source {
  /** The oldest rows that are due, oldest first. */
  oldest(limit: number): Promise<RawRow[]>;
  /** Its time is over: others have waited long enough. */
  late(): boolean;
}

export class Drain {
  /** A row came while it ran: look once more before ending. */
  again = true;
  private wake: () => void = () => undefined;

  constructor(private readonly source: Source) {}

  /** A row has come. */
  tell(): void {
    this.again = true;
    this.wake();
  }

  /** The oldest rows first, `most` of them at a time, until none is left or the time is over. */
  async inOrder(most: number, read: (rows: RawRow[]) => Promise<void>): Promise<void> {
    while (this.again && !this.source.late()) {
      this.again = false;
      for (;;) {
        const rows = await this.source.oldest(most);
        if (rows.length === 0) break;
        await read(rows);
        if (this.source.late()) {
          this.again = true;
          break;
        }
      }
    }
  }

  /** Each row by whichever hand is free; one that is slow keeps no other waiting. @throws the first error of a hand. */
  async byHands(read: (row: RawRow) => Promise<void>): Promise<void> {
    const inHand = new Set<string>();
    /** Read since the last look began: it may still show them. */
    const ended = new Set<string>();
    const ready: RawRow[] = [];
    let filling: Promise<void> | null = null;
    const fill = async () => {
      this.again = false;
      ended.clear();
      for (const row of await this.source.oldest(HANDS + inHand.size)) {
        if (inHand.has(row.id) || ended.has(row.id)) continue;
        inHand.add(row.id);
        ready.push(row);
      }
    };
    const next = async () => {
      if (ready.length === 0) {
        filling ??= fill().finally(() => {
          filling = null;
        });
        await filling;
      }
      return ready.shift();
    };
    const failures: unknown[] = [];
    let working = 0;
    /** Hands that were not yet free when the time was over: until they are, others go on, for nobody else could. */
    let timely = 0;
    const hand = async () => {
      let isTimely = true;
      timely++;
      const lapse = () => {
        if (isTimely) timely--;
        isTimely = false;
      };
      try {
        for (;;) {
          if (this.source.late()) lapse();
          if (!isTimely && timely === 0) {
            this.again = true;
            return;
          }
          const row = await next();
          if (row)
            await read(row).finally(() => {
              inHand.delete(row.id);
              ended.add(row.id);
            });
          else if (!this.again) return;
        }
      } catch (error) {
        failures.push(error);
      } finally {
        lapse();
      }
    };
    await new Promise<void>((done) => {
      this.wake = () => {
        if (working === HANDS) return;
        working++;
        void hand().then(() => {
          working--;
          if (working === 0) done();
        });
      };
      for (let n = 0; n < HANDS; n++) this.wake();
    });
    this.wake = () => undefined;
    if (failures.length > 0) throw failures[0];
  }
}
