// The window of a long list: which rows have elements, that elements are used again, their order in the page, and the keyboard's place.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
// @ts-expect-error: it brings no types
import { JSDOM } from 'jsdom';
import { rising } from './rising.js';
import { RowWindow, type Slot } from './row-window.js';
import { rowsOf } from './rows-of.js';

const HEIGHT = 10;
const rowsNamed = (...ids: string[]) => rowsOf([{ items: ids.map((id) => ({ id }) as TicketRow) }]);
const many = Array.from({ length: 200 }, (_, index) => `t${index}`);

const { window } = new JSDOM('<div><ul></ul></div>') as { window: Window & typeof globalThis };
const { document } = window;

class TestSlot implements Slot {
  static made = 0;
  readonly element = document.createElement('li');
  at = -1;
  settled = false;
  constructor() {
    TestSlot.made += 1;
    this.element.append(document.createElement('button'));
  }
  place(at: number): void {
    this.at = at;
    this.settled = false;
  }
  settle(): void {
    this.settled = true;
  }
}

describe('the window of a list', () => {
  let box: HTMLElement;
  let list: HTMLElement;
  let rowWindow: RowWindow<TestSlot>;
  let drawn: string[];
  let brief: Set<string>;
  let slots: TestSlot[];
  const onMore = jest.fn();
  const show = (ids: string[], more = false, ask: (() => void) | null = onMore) =>
    rowWindow.show({
      ...{ rows: rowsNamed(...ids), height: HEIGHT, more, onMore: ask },
      draw: (slot, row, inPassing) => {
        drawn.push(row.id);
        brief[inPassing ? 'add' : 'delete'](row.id);
        slot.element.id = row.id;
      },
    });
  const scroll = (to: number) => {
    box.scrollTop = to;
    box.dispatchEvent(new window.Event('scroll'));
  };
  const inPage = () => [...list.children].map((child) => child.id).filter(Boolean);
  const stretch = (from: number, to: number) => many.slice(from, to);

  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.requestAnimationFrame = (step) => setTimeout(step, 16) as unknown as number;
    globalThis.cancelAnimationFrame = clearTimeout;
    box = document.querySelector('div')!;
    list = document.querySelector('ul')!;
    Object.defineProperty(box, 'clientHeight', { value: 5 * HEIGHT, configurable: true });
    box.scrollTop = 0;
    TestSlot.made = 0;
    drawn = [];
    brief = new Set();
    onMore.mockClear();
    slots = [];
    rowWindow = new RowWindow(box, list, () => {
      const slot = new TestSlot();
      slots.push(slot);
      return slot;
    });
    show(many);
  });
  afterEach(() => {
    rowWindow.close();
    jest.useRealTimers();
  });

  it('holds what is in sight and a few beyond, most of them where one scrolls to', () => {
    expect(inPage()).toEqual(stretch(0, 12));
    scroll(100 * HEIGHT);
    jest.runAllTimers();
    expect(inPage()).toEqual(stretch(99, 111));
    scroll(10_000);
    jest.runAllTimers();
    expect(inPage().at(-1)).toBe('t199');
  });

  it('makes no element anew while it is scrolled, and draws only what comes', () => {
    drawn = [];
    for (let step = 1; step <= 60; step++) {
      scroll(step * HEIGHT);
      jest.advanceTimersByTime(50);
    }
    jest.runAllTimers();
    expect(TestSlot.made).toBe(12);
    expect(drawn).toEqual(stretch(12, 71));
  });

  it('fills what comes into sight at once, and what is beyond it a few rows a frame, the nearest first', () => {
    drawn = [];
    scroll(100 * HEIGHT);
    expect([...drawn].sort()).toEqual(stretch(100, 106));
    drawn = [];
    jest.advanceTimersByTime(16);
    expect([...drawn].sort()).toEqual(['t106', 't99']);
    jest.runAllTimers();
    expect([...drawn].sort()).toEqual(['t99', ...stretch(106, 111)].sort());
    expect(TestSlot.made).toBe(12);
  });

  it('draws rows that fly by in passing, and the rest of those that stay when it slows down', () => {
    for (let step = 1; step <= 10; step++) scroll(step * 2 * HEIGHT);
    expect(brief.has('t20')).toBe(true);
    rowWindow.redraw('t20');
    show(many);
    expect(brief.has('t20')).toBe(true);
    jest.runAllTimers();
    expect([...brief].filter((id) => inPage().includes(id))).toEqual([]);
    expect(inPage()).toEqual(stretch(19, 31));
  });

  it('draws them whole where it is scrolled at a walk, or by a single jump', () => {
    for (let step = 1; step <= 10; step++) {
      scroll(step * 2 * HEIGHT);
      jest.advanceTimersByTime(120);
    }
    scroll(150 * HEIGHT);
    expect(drawn).toContain('t150');
    expect([...brief]).toEqual([]);
  });

  it('makes what only the hand and the ear need right when a scroll is over, or is touched meanwhile', () => {
    const settled = () => slots.filter((slot) => inPage().includes(slot.element.id)).every((one) => one.settled);
    expect(settled()).toBe(true);
    scroll(20 * HEIGHT);
    jest.advanceTimersByTime(40);
    expect(settled()).toBe(false);
    list.querySelector('button')!.focus();
    expect(settled()).toBe(true);
    scroll(40 * HEIGHT);
    jest.advanceTimersByTime(40);
    expect(settled()).toBe(false);
    jest.runAllTimers();
    expect(settled()).toBe(true);
    scroll(60 * HEIGHT);
    jest.runAllTimers();
    show(many.slice(30));
    expect(settled()).toBe(true);
  });

  it('sets the elements in the order of the list when a scroll is over, in both directions', () => {
    scroll(20 * HEIGHT);
    scroll(27 * HEIGHT);
    scroll(23 * HEIGHT);
    jest.runAllTimers();
    expect(inPage()).toEqual(stretch(18, 30));
  });

  it('keeps the element of a row that moves, and puts a new one in its place at once', () => {
    const third = document.getElementById('t2');
    show(['new', 't2', 't0', 't1']);
    expect(inPage()).toEqual(['new', 't2', 't0', 't1']);
    expect(document.getElementById('t2')).toBe(third);
    show([]);
    expect(inPage()).toEqual([]);
  });

  it('leaves the keyboard on its row, however far it is scrolled away, until the row leaves the list', () => {
    const button = document.querySelector<HTMLElement>('#t3 button')!;
    button.focus();
    scroll(90 * HEIGHT);
    jest.runAllTimers();
    expect(document.activeElement).toBe(button);
    expect(inPage()).toEqual(['t3', ...stretch(89, 101)]);
    scroll(0);
    jest.runAllTimers();
    expect(inPage()).toEqual(stretch(0, 12));
    expect(document.activeElement).toBe(button);
    show(many.filter((id) => id !== 't3'));
    expect(document.activeElement).toBe(document.body);
  });

  it('asks for more once as its end comes near, and again when a page came and the end is still near', () => {
    show(many, true);
    expect(onMore).not.toHaveBeenCalled();
    scroll(150 * HEIGHT);
    scroll(160 * HEIGHT);
    expect(onMore).toHaveBeenCalledTimes(1);
    show([...many, 'u1'], true);
    expect(onMore).toHaveBeenCalledTimes(2);
  });

  it('asks again when the list was asked anew meanwhile, which takes the place of a page that was on its way', () => {
    show(stretch(0, 40), true);
    show(stretch(0, 40), true, null);
    expect(onMore).toHaveBeenCalledTimes(1);
    show(stretch(0, 40), true);
    expect(onMore).toHaveBeenCalledTimes(2);
  });
});

describe('what may stay where it is', () => {
  it.each([
    [[], []],
    [
      [4, 5, 6, 0, 1, 2, 3],
      [0, 1, 2, 3],
    ],
    [
      [3, 0, 1, 2],
      [0, 1, 2],
    ],
    [
      [0, 5, 1, 2, 6],
      [0, 1, 2, 6],
    ],
  ])('of %j', (numbers, stay) => {
    expect([...rising(numbers)].sort()).toEqual(stay);
  });
});
