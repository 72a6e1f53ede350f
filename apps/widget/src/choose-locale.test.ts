// Which language wins: the site's word, then the page's, then the browser's.
import { describe, expect, test } from '@jest/globals';
import { chooseLocale } from './choose-locale.js';

describe('the visitor is greeted in', () => {
  test.each([
    ['the language the site asks for', ['bg', 'ru', 'en'], 'bg'],
    ['the page language where the site says nothing', [null, 'ru', 'bg'], 'ru'],
    ['a regional form of ours', ['bg-BG'], 'bg'],
    ['an underscore form', ['ru_RU'], 'ru'],
    ['any case, with spaces', ['  RU-ru '], 'ru'],
    ['the browser language where the page speaks one we lack', [undefined, 'de', 'fr-FR', 'bg-BG'], 'bg'],
    ['English when nothing fits', ['de', 'fr'], 'en'],
    ['English when nobody says anything', [], 'en'],
    ['nothing that only begins alike', ['bgx', 'rum'], 'en'],
  ])('%s', (_, wishes, expected) => {
    expect(chooseLocale(wishes)).toBe(expected);
  });
});
