// A third of the people who are cast also buy in the shop: a few orders each, over their year.
import type { Chance } from '../chance.js';
import type { Sheet } from './cast.js';

const DAY = 24 * 3600 * 1000;
const BUYS = 1 / 3;
const MOST = 4;
/** The first may come before somebody writes, the others are fewer the later. */
const BEFORE = 20 * DAY;
const AFTER = 300 * DAY;
const CAME_TO_NOTHING = 0.05;
const IN_EUROS = 0.9;

export class OrderCaster {
  private made = 0;

  /** @param run makes the numbers of this run its own; @param now after which nobody has ordered yet */
  constructor(
    private readonly chance: Chance,
    private readonly workspaceId: string,
    private readonly run: string,
    private readonly now: number,
  ) {}

  /** The lines of one more person's orders, as `customer_order` has its columns; most people have none. */
  cast(identityId: string, metAt: number, sheet: Sheet): void {
    const { chance } = this;
    if (!chance.happens(BUYS)) return;
    for (let left = 1 + Math.floor(chance.next() * MOST); left > 0; left -= 1) {
      const at = Math.min(this.now, Math.round(metAt - BEFORE + chance.next() * chance.next() * AFTER));
      const placed = new Date(at).toISOString();
      const status = chance.happens(CAME_TO_NOTHING) ? 'cancelled' : 'paid';
      const amount = (5 + chance.next() * 195).toFixed(2);
      const currency = chance.happens(IN_EUROS) ? 'EUR' : 'RUB';
      const items = 1 + Math.floor(chance.next() * 5);
      this.made += 1;
      const own = [
        this.workspaceId,
        this.id(at),
        `many-${this.run}-${this.made}`,
        identityId,
        this.made,
        status,
        amount,
      ];
      sheet.plain(`${[...own, currency, placed, '\\N', items, '\\N', placed].join('\t')}\n`);
    }
  }

  /** As the ids of everything else that is cast, in a space of its own. */
  private id(at: number): string {
    const when = at.toString(16).padStart(12, '0');
    const count = this.made.toString(16).padStart(11, '0');
    return `${when.slice(0, 8)}-${when.slice(8)}-7${this.run.slice(0, 3)}-9${count.slice(0, 3)}-${this.run.slice(3, 7)}${count.slice(3)}`;
  }
}
