// The window of a long list: which rows have elements, that elements are used again, their order in the page, and the keyboard's place.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
// @ts-expect-error: it brings no types
import { JSDOM } from 'jsdom';
import { RowWindow, rising, type Slot } from './row-window.js';
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
  constructor() {
    TestSlot.made += 1;
    this.element.append(document.createElement('button'));
  }
  place(at: number): void {
    this.at = at;
  }
}

describe('the window of a list', () => {
  let box: HTMLElement;
  let list: HTMLElement;
  let rowWindow: RowWindow<TestSlot>;
  let drawn: string[];
  const onMore = jest.fn();
  const show = (ids: string[], more = false) =>
    rowWindow.show({
      ...{ rows: rowsNamed(...ids), height: HEIGHT, more, onMore },
      draw: (slot, row) => {
        drawn.push(row.id);
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
    onMore.mockClear();
    rowWindow = new RowWindow(box, list, () => new TestSlot());
    show(many);
  });
  afterEach(() => {
    rowWindow.close();
    jest.useRealTimers();
  });

  it('holds what is in sight and a few beyond', () => {
    expect(inPage()).toEqual(stretch(0, 18));
    scroll(100 * HEIGHT);
    jest.runAllTimers();
    expect(inPage()).toEqual(stretch(94, 112));
    scroll(10_000);
    jest.runAllTimers();
    expect(inPage().at(-1)).toBe('t199');
  });

  it('makes no element anew while it is scrolled, and draws only what comes', () => {
    drawn = [];
    for (let step = 1; step <= 60; step++) scroll(step * HEIGHT);
    expect(TestSlot.made).toBe(18);
    expect(drawn).toEqual(stretch(18, 72));
  });

  it('sets the elements in the order of the list when a scroll is over, in both directions', () => {
    scroll(20 * HEIGHT);
    scroll(27 * HEIGHT);
    scroll(23 * HEIGHT);
    expect([...inPage()].sort()).toEqual([...stretch(17, 35)].sort());
    jest.runAllTimers();
    expect(inPage()).toEqual(stretch(17, 35));
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
    expect(inPage()).toEqual(['t3', ...stretch(84, 102)]);
    scroll(0);
    jest.runAllTimers();
    expect(inPage()).toEqual(stretch(0, 18));
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
