// What is printed from the dark theme is light on paper, and dark again on the screen.
import { expect, it } from '@jest/globals';
// @ts-expect-error: it brings no types
import { JSDOM } from 'jsdom';
import { printLight } from './on-paper.js';

const { window } = new JSDOM('<html data-mantine-color-scheme="dark"></html>') as {
  window: Window & typeof globalThis;
};
const scheme = () => window.document.documentElement.dataset.mantineColorScheme;
const says = (type: string) => window.dispatchEvent(new window.Event(type));

it('is light while it is printed, however often the browser says so', () => {
  printLight(window);
  says('beforeprint');
  expect(scheme()).toBe('light');
  says('beforeprint');
  says('afterprint');
  expect(scheme()).toBe('dark');
  says('afterprint');
  expect(scheme()).toBe('dark');
});
