// What a template says with its values, and which are still missing.
import { describe, expect, it } from '@jest/globals';
import { filled, isFilled, piecesOf } from './template-words.js';

const text = 'Hello {{1}}, order {{2}} is here. Bye, {{1}}!';

describe('a template', () => {
  it('says its values wherever they stand', () => {
    expect(filled(text, ['Anna', '77'])).toBe('Hello Anna, order 77 is here. Bye, Anna!');
  });
  it('knows what is missing', () => {
    expect(isFilled(text, 2, ['Anna', ' '])).toBe(false);
    expect(isFilled(text, 2, ['Anna', '77'])).toBe(true);
    expect(isFilled('No gaps', 0, [])).toBe(true);
    expect(isFilled('A header needs one', 1, [])).toBe(false);
    expect(piecesOf('Hi {{1}}', [])).toEqual([
      { text: 'Hi ', missing: null },
      { text: '{{1}}', missing: 1 },
    ]);
  });
});
