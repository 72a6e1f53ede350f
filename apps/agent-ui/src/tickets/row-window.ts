// Which rows of a long list have elements: those in sight and a few beyond, all of one height, so that only the scroll's place is asked.
// No framework is in the way of a scroll: elements that leave at one end are filled anew for the rows that come at the other.
import type { TicketRow } from '@otklik/contract';
import { rising } from './rising.js';
import type { Rows } from './rows-of.js';
import { noteScroll } from './scrolling.js';

/** Rows beyond the edge to which one scrolls, and beyond the other. */
const AHEAD = 5;
const BEHIND = 1;
/**
 * Rows beyond the edges that are filled in one frame: none in that of a step, which has enough to do; if more than so many wait it is
 * one more, then too. Those in sight never wait.
 */
const FILLED = 1;
const WAITING = 3;
/** So long after its last step a scroll is over, ms; and some time later rows find their place in the page, so many a frame. */
const RESTS_MS = 120;
const PLACES_MS = 300;
const PLACED = 6;
/** Faster than this, rows a second, nobody reads more than names: the rest of a row is drawn when it slows down, so many a frame. */
const FLING = 30;
/** The pace is that of about so long, ms. No step counts for more than so many rows: a single jump is no fling. */
const PACE_MS = 120;
const STEP = 2;
const FINISHED = 3;
/** The next page is asked for this many rows before its place comes into sight. */
const EARLY = 40;

/** What reaches a row past the shield. */
const TOUCHED = ['focusin', 'click'];

export interface Slot {
  readonly element: HTMLElement;
  place(at: number, height: number, of: number): void;
  /** The scroll is over: what nobody could point at or listen to meanwhile is made right. */
  settle(): void;
}

export interface Shown<S extends Slot> {
  rows: Rows;
  /** Of a row, px. */
  height: number;
  /** The desk has more than is loaded. */
  more: boolean;
  /** Asks for the next page; null: not now, the list is on its way. */
  onMore: (() => void) | null;
  /** `brief`: only what can be read in passing. */
  draw: (slot: S, row: TicketRow, brief: boolean) => void;
}

interface Filled<S> {
  slot: S;
  row: TicketRow;
  at: number;
  brief: boolean;
}

export class RowWindow<S extends Slot> {
  private shown: Shown<S> | null = null;
  private readonly filled = new Map<string, Filled<S>>();
  private from = 0;
  private to = 0;
  /** The first in sight, and the first below it. */
  private sight: readonly [number, number] = [0, 0];
  private asked: unknown[] = [];
  /** Of the box: how far it is scrolled, and its height. Asked when they change: an answer while others draw is a layout of its own. */
  private gone = 0;
  private tall = 0;
  private upwards = false;
  /** A step was made since the last frame. */
  private moved = false;
  /** While a scroll goes on: looks whether it is over; and when its last step was, ms. */
  private rests: ReturnType<typeof setTimeout> | undefined;
  private stepped = 0;
  /** How fast it is scrolled, rows a second. */
  private pace = 0;
  private frame = 0;
  private filling = 0;
  private arranging: ReturnType<typeof setTimeout> | undefined;
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
    this.shield.setAttribute('aria-hidden', 'true');
    list.append(this.shield);
    [this.gone, this.tall] = [box.scrollTop, box.clientHeight];
    box.addEventListener('scroll', this.scrolled, { passive: true });
    // Not only pointers: the keyboard, and who listens.
    for (const event of TOUCHED) list.addEventListener(event, this.settleAll, { capture: true });
  }

  close(): void {
    clearTimeout(this.rests);
    clearTimeout(this.arranging);
    if (this.frame) cancelAnimationFrame(this.frame);
    if (this.filling) cancelAnimationFrame(this.filling);
    this.box.removeEventListener('scroll', this.scrolled);
    for (const event of TOUCHED) this.list.removeEventListener(event, this.settleAll, { capture: true });
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
    if (!filled) return;
    this.shown?.draw(filled.slot, filled.row, filled.brief);
    this.settle(filled.slot);
  }

  /** The box has another size. */
  resized(): void {
    [this.gone, this.tall] = [this.box.scrollTop, this.box.clientHeight];
    this.look(false);
    if (this.rests === undefined) this.arrange();
  }

  private readonly scrolled = () => {
    const { scrollTop } = this.box;
    const now = performance.now();
    // Of each step that was made what is left after the time since then: a sum that forgets.
    this.pace *= Math.exp((this.stepped - now) / PACE_MS);
    const step = Math.min(Math.abs(scrollTop - this.gone) / (this.shown?.height ?? 1), STEP);
    this.pace += (step * 1000) / PACE_MS;
    this.upwards = scrollTop < this.gone;
    this.gone = scrollTop;
    this.stepped = now;
    this.moved = true;
    noteScroll(this.stepped + RESTS_MS);
    if (this.rests === undefined) {
      this.shield.dataset.stands = '';
      this.rests = setTimeout(this.rest, RESTS_MS);
    }
    this.look(false);
  };

  private readonly rest = () => {
    const left = this.stepped + RESTS_MS - performance.now();
    this.rests = left > 0 ? setTimeout(this.rest, left) : undefined;
    if (this.rests !== undefined) return;
    this.settleAll();
    delete this.shield.dataset.stands;
    this.pace = 0;
    this.fillSoon();
    clearTimeout(this.arranging);
    this.arranging = setTimeout(this.arrangeSlowly, PLACES_MS);
  };

  private look(anew: boolean): void {
    const { shown } = this;
    if (!shown) return;
    const { rows, height } = shown;
    const top = Math.floor(this.gone / height);
    const tall = Math.ceil(this.tall / height) + 1;
    const above = this.upwards ? AHEAD : BEHIND;
    const from = Math.max(0, Math.min(top - above, rows.count - 1));
    const to = Math.min(rows.count, from + tall + AHEAD + BEHIND);
    if (!anew && !this.filling && from === this.from && to === this.to) return;
    [this.from, this.to, this.sight] = [from, to, [top, top + tall]];
    if (this.fill(shown, anew, () => (anew ? Number.POSITIVE_INFINITY : 0)) > 0) this.fillSoon();
    this.askMore(shown);
  }

  private get flies(): boolean {
    return this.pace > FLING;
  }

  /** What is beyond the edges comes a row a frame, so that no frame of a scroll has much to do. */
  private readonly fillOn = () => {
    const { shown, moved } = this;
    this.filling = 0;
    this.moved = false;
    if (!shown) return;
    const missing = this.fill(shown, false, (wait) => (wait > WAITING ? FILLED + 1 : moved ? 0 : FILLED));
    const brief = this.flies ? 0 : this.finish(shown, moved ? 0 : FINISHED);
    if (missing + brief > 0) this.fillSoon();
  };
  private fillSoon(): void {
    this.filling ||= requestAnimationFrame(this.fillOn);
  }

  /** Draws the rest of some rows that were drawn in passing, the nearest first. @returns how many are left */
  private finish({ draw }: Shown<S>, most: number): number {
    const brief = [...this.filled.values()].filter((one) => one.brief);
    brief.sort((a, b) => this.distance(a.at) - this.distance(b.at));
    for (const one of brief.splice(0, most)) {
      one.brief = false;
      draw(one.slot, one.row, false);
      this.settle(one.slot);
    }
    return brief.length;
  }

  /** Fills what is in sight, and of `wait` in all `most` beyond it, the nearest first. @returns how many rows are left to be filled */
  private fill({ rows, height, more, draw }: Shown<S>, anew: boolean, most: (wait: number) => number): number {
    const wanted = new Set<string>();
    const missing: Pick<Filled<S>, 'row' | 'at'>[] = [];
    const { flies } = this;
    const put = (slot: S, row: TicketRow, at: number, drawn: boolean, known?: Filled<S>) => {
      const brief = known && (drawn || flies) ? known.brief : flies;
      this.filled.set(row.id, { slot, row, at, brief });
      slot.place(at, height, more ? -1 : rows.count);
      if (!drawn) draw(slot, row, brief);
      this.settle(slot);
      if (!slot.element.isConnected) this.list.append(slot.element);
    };
    for (const [index, row] of rows.slice(this.from, this.to).entries()) {
      const at = this.from + index;
      const known = this.filled.get(row.id);
      wanted.add(row.id);
      if (!known) missing.push({ row, at });
      else if (anew || known.row !== row || known.at !== at)
        put(known.slot, row, at, !anew && known.row === row, known);
    }
    missing.sort((a, b) => this.distance(a.at) - this.distance(b.at));
    const inSight = missing.filter(({ at }) => at >= this.sight[0] && at < this.sight[1]).length;
    const spare = this.spare(rows, wanted);
    for (const { row, at } of missing.splice(0, Math.max(inSight, most(missing.length))))
      put(this.take(spare.shift()) ?? this.make(), row, at, false);
    if (missing.length === 0) for (const one of spare) this.take(one)?.element.remove();
    return missing.length;
  }

  /** While it is scrolled that waits. */
  private settle(slot: S): void {
    if (this.rests === undefined) slot.settle();
  }
  private readonly settleAll = () => {
    for (const { slot } of this.filled.values()) slot.settle();
  };

  /** From the middle of what is in sight, rows. */
  private distance(at: number): number {
    return Math.abs(at + 0.5 - (this.sight[0] + this.sight[1]) / 2);
  }

  /** Rows that are not wanted any more, the farthest first. The one that has the keyboard stays while its row is in the list. */
  private spare(rows: Rows, wanted: Set<string>): Filled<S>[] {
    const { keyboard } = this;
    const spare = [...this.filled.values()].filter(({ slot, row, at }) => {
      if (wanted.has(row.id)) return false;
      const held = keyboard && slot.element.contains(keyboard);
      if (held && rows.at(at) === row) return false;
      if (held) keyboard.blur();
      return true;
    });
    return spare.sort((a, b) => this.distance(b.at) - this.distance(a.at));
  }

  private take(one: Filled<S> | undefined): S | undefined {
    if (one) this.filled.delete(one.row.id);
    return one?.slot;
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
    const now = [more && this.to + EARLY >= rows.count, onMore, rows.count];
    if (now.every((one, index) => one === this.asked[index])) return;
    this.asked = now;
    if (now[0]) onMore?.();
  }
}

/** Scrolls as little as is needed to see a row whole. */
export function revealRow(scroller: HTMLElement | null, index: number, height: number): void {
  if (!scroller) return;
  const [top, foot] = [index * height, (index + 1) * height];
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (foot > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = foot - scroller.clientHeight;
}
