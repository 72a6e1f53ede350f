// Which rows of a long list have elements: those in sight and a few beyond, all of one height, so that only the scroll's place is asked.
// No framework is in the way of a scroll: elements that leave at one end are filled anew for the rows that come at the other.
import type { TicketRow } from '@otklik/contract';
import type { Rows } from './rows-of.js';

/** Rows beyond each edge. */
const BEYOND = 6;
/** So long after its last step a scroll is over, ms; and how many rows find their place in the page a frame then. */
const RESTS_MS = 120;
const PLACED = 3;
/** The next page is asked for this many rows before its place comes into sight. */
const AHEAD = 40;

export interface Slot {
  readonly element: HTMLElement;
  place(at: number, height: number, of: number): void;
}

export interface Shown<S extends Slot> {
  rows: Rows;
  /** Of a row, px. */
  height: number;
  /** The desk has more than is loaded; asks for the next page. */
  more: boolean;
  onMore: () => void;
  draw: (slot: S, row: TicketRow) => void;
}

interface Filled<S> {
  slot: S;
  row: TicketRow;
  at: number;
}

export class RowWindow<S extends Slot> {
  private shown: Shown<S> | null = null;
  private readonly filled = new Map<string, Filled<S>>();
  private from = 0;
  private to = 0;
  private asked: unknown[] = [];
  private tall = 0;
  /** While a scroll goes on: looks whether it is over; and when its last step was, ms. */
  private rests: ReturnType<typeof setTimeout> | undefined;
  private stepped = 0;
  private frame = 0;
  private readonly shield: HTMLElement;

  /** `box` scrolls `list`, which holds nothing else; rows that pass under a resting pointer are not pointed at: the shield stands before them. */
  constructor(
    private readonly box: HTMLElement,
    private readonly list: HTMLElement,
    private readonly make: () => S,
    shieldClass?: string,
  ) {
    this.shield = list.ownerDocument.createElement('li');
    if (shieldClass) this.shield.className = shieldClass;
    this.shield.setAttribute('role', 'presentation');
    this.shield.hidden = true;
    list.append(this.shield);
    this.tall = box.clientHeight;
    box.addEventListener('scroll', this.scrolled, { passive: true });
  }

  close(): void {
    clearTimeout(this.rests);
    if (this.frame) cancelAnimationFrame(this.frame);
    this.box.removeEventListener('scroll', this.scrolled);
    this.list.replaceChildren();
  }

  /** Other rows, or other things to show of them: everything in sight is looked at. */
  show(shown: Shown<S>): void {
    this.shown = shown;
    this.look(true);
    if (this.rests === undefined) this.arrange();
  }

  /** There is news of one row alone. */
  redraw(id: string): void {
    const filled = this.filled.get(id);
    if (filled) this.shown?.draw(filled.slot, filled.row);
  }

  /** The box has another size. */
  resized(): void {
    this.tall = this.box.clientHeight;
    this.look(false);
    if (this.rests === undefined) this.arrange();
  }

  private readonly scrolled = () => {
    this.stepped = performance.now();
    if (this.rests === undefined) {
      this.shield.hidden = false;
      this.rests = setTimeout(this.rest, RESTS_MS);
    }
    this.look(false);
  };

  private readonly rest = () => {
    const left = this.stepped + RESTS_MS - performance.now();
    this.rests = left > 0 ? setTimeout(this.rest, left) : undefined;
    if (this.rests !== undefined) return;
    this.shield.hidden = true;
    this.arrangeSlowly();
  };

  private look(anew: boolean): void {
    const { shown, box } = this;
    if (!shown) return;
    const { rows, height } = shown;
    const from = Math.max(0, Math.min(Math.floor(box.scrollTop / height) - BEYOND, rows.count - 1));
    const to = Math.min(rows.count, from + Math.ceil(this.tall / height) + 1 + 2 * BEYOND);
    if (!anew && from === this.from && to === this.to) return;
    [this.from, this.to] = [from, to];
    this.fill(shown, anew);
    this.askMore(shown);
  }

  private fill({ rows, height, more, draw }: Shown<S>, anew: boolean): void {
    const wanted = rows.slice(this.from, this.to);
    const free = this.release(rows, new Set(wanted.map((row) => row.id)));
    for (const [index, row] of wanted.entries()) {
      const at = this.from + index;
      const known = this.filled.get(row.id);
      const slot = known?.slot ?? free.shift() ?? this.make();
      if (known && !anew && known.row === row && known.at === at) continue;
      this.filled.set(row.id, { slot, row, at });
      slot.place(at, height, more ? -1 : rows.count);
      if (anew || known?.row !== row) draw(slot, row);
      if (!slot.element.isConnected) this.list.append(slot.element);
    }
    for (const slot of free) slot.element.remove();
  }

  /** Slots of rows that are not wanted any more. The one that has the keyboard stays while its row is in the list. */
  private release(rows: Rows, wanted: Set<string>): S[] {
    const free: S[] = [];
    const { keyboard } = this;
    for (const [id, { slot, row, at }] of this.filled) {
      if (wanted.has(id)) continue;
      const held = keyboard && slot.element.contains(keyboard);
      if (held && rows.at(at) === row) continue;
      if (held) keyboard.blur();
      this.filled.delete(id);
      free.push(slot);
    }
    return free;
  }

  /** What of the list has the keyboard. */
  private get keyboard(): HTMLElement | null {
    const active = this.list.ownerDocument.activeElement as HTMLElement | null;
    return this.list.contains(active) ? active : null;
  }

  /** A few rows a frame, unless it is scrolled again meanwhile. */
  private readonly arrangeSlowly = () => {
    if (this.rests === undefined && this.arrange(PLACED)) this.frame = requestAnimationFrame(this.arrangeSlowly);
  };

  /**
   * In the page the rows stand in the order of the list, for those who go through them by keyboard or by ear: seen to when a scroll is
   * over. `most`: rows that may be moved now; true: others are left to be moved.
   */
  private arrange(most = Number.POSITIVE_INFINITY): boolean {
    const held = this.keyboard;
    const rows = [...this.filled.values()].sort((a, b) => a.at - b.at).map(({ slot }) => slot.element);
    const stay = rising(
      [...this.list.children].map((child) => rows.indexOf(child as HTMLElement)).filter((at) => at >= 0),
    );
    let left = most;
    let next: Element | null = null;
    for (let at = rows.length - 1; at >= 0; at--) {
      const row = rows[at]!;
      if (!stay.has(at) && left-- <= 0) continue;
      if (!stay.has(at)) this.list.insertBefore(row, next);
      next = row;
    }
    if (held !== this.keyboard) held?.focus({ preventScroll: true });
    return left < 0;
  }

  private askMore({ rows, more, onMore }: Shown<S>): void {
    const now = [more && this.to + AHEAD >= rows.count, onMore, rows.count];
    if (now.every((one, index) => one === this.asked[index])) return;
    this.asked = now;
    if (now[0]) onMore();
  }
}

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

/** Scrolls as little as is needed to see a row whole. */
export function revealRow(scroller: HTMLElement | null, index: number, height: number): void {
  if (!scroller) return;
  const [top, foot] = [index * height, (index + 1) * height];
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (foot > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = foot - scroller.clientHeight;
}
