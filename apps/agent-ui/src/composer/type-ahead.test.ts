// Typed before the editor stands: the words are kept for their ticket, and no key of the page acts.
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
// @ts-expect-error: it brings no types
import { JSDOM } from 'jsdom';
import { holdTyped, takeTyped } from './type-ahead.js';

const { window } = new JSDOM('<body></body>') as { window: Window & typeof globalThis };
globalThis.window = window;
const pageKey = jest.fn();
const press = (...keys: string[]) => {
  for (const key of keys)
    window.document.body.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

beforeEach(() => {
  pageKey.mockClear();
  window.document.addEventListener('keydown', pageKey);
});
afterEach(() => {
  takeTyped('a');
  takeTyped('b');
  window.document.removeEventListener('keydown', pageKey);
});

test('letters, spaces and a letter taken back are kept until the editor stands', () => {
  holdTyped('a');
  press(' ', 't', 'o', 'p', 'Backspace', 'o');
  expect(pageKey).not.toHaveBeenCalled();
  expect(takeTyped('a')).toBe(' too');
  press('e');
  expect(pageKey).toHaveBeenCalledTimes(1);
  expect(takeTyped('a')).toBe('');
});

test('who escapes and steps on finds the words in their ticket, and nowhere else', () => {
  holdTyped('a');
  press('F', 'o', 'r', 'Escape', 'j');
  expect(pageKey).toHaveBeenCalledTimes(1);
  holdTyped('b');
  press('x');
  expect(takeTyped('b')).toBe('x');
  expect(takeTyped('a')).toBe('For');
});

test('Escape with nothing typed is a key of the page, and so is whatever follows a click', () => {
  holdTyped('a');
  press('Escape');
  expect(pageKey).toHaveBeenCalledTimes(1);
  holdTyped('a');
  window.document.body.dispatchEvent(new window.Event('pointerdown', { bubbles: true }));
  press('e');
  expect(pageKey).toHaveBeenCalledTimes(2);
  expect(takeTyped('a')).toBe('');
});

test('what is typed into another field meanwhile stays there', () => {
  holdTyped('a');
  const field = window.document.body.appendChild(window.document.createElement('input'));
  field.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'x', bubbles: true, cancelable: true }));
  field.remove();
  expect(pageKey).toHaveBeenCalledTimes(1);
  expect(takeTyped('a')).toBe('');
});
