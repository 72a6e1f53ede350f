// Rules of framing: whoever is allowed by the settings, and never a header of somebody's own making.
import { describe, expect, it } from '@jest/globals';
import { allowedSites } from './widget-pages.controller.js';

describe('allowedSites', () => {
  it.each([
    ['nothing configured', undefined, ['*']],
    ['an empty list', ['', '  '], ['*']],
    [
      'lines',
      ['https://shop.example/', 'http://localhost:8080'],
      ["'self'", 'https://shop.example', 'http://localhost:8080'],
    ],
    ['one text', 'https://a.example\nhttps://*.b.example', ["'self'", 'https://a.example', 'https://*.b.example']],
    ['a forged header', ['https://a.example; script-src *', 'javascript:x'], ["'self'"]],
  ])('%s', (_, origins, expected) => expect(allowedSites(origins)).toEqual(expected));
});
