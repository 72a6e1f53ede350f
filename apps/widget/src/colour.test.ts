// A colour is a colour or nothing, and the words upon it are readable.
import { describe, expect, test } from '@jest/globals';
import { inkOn, readColour } from './colour.js';

describe('the site colour', () => {
  test.each([
    ['#0F766E', '#0f766e'],
    ['0f766e', '#0f766e'],
    [' #abc ', '#aabbcc'],
    ['red', null],
    ['#12345', null],
    ['url(x)', null],
    ['#fff;position:fixed', null],
    ['', null],
    [null, null],
  ])('%s is read as %s', (value, expected) => {
    expect(readColour(value)).toBe(expected);
  });

  const luminance = (colour: string) =>
    [1, 3, 5]
      .map((i) => Number.parseInt(colour.slice(i, i + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i]!, 0);

  test('words on any colour have a contrast of 4.5 or more', () => {
    for (let r = 0; r < 256; r += 17) {
      for (let g = 0; g < 256; g += 17) {
        for (let b = 0; b < 256; b += 17) {
          const colour = `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
          const pair = [luminance(colour), luminance(inkOn(colour))].sort((x, y) => y - x);
          expect((pair[0]! + 0.05) / (pair[1]! + 0.05)).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });
});
