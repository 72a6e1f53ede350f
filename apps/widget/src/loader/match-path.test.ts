// Pages on which the site speaks first, by table.
import { expect, test } from '@jest/globals';
import { matchPath } from './match-path.js';

test.each([
  ['/', '/', true],
  ['/', '/teas', false],
  ['/teas', '/teas', true],
  ['/teas/', '/teas', true],
  ['/teas*', '/teas/green', true],
  ['/*/price', '/en/price', true],
  ['/*', '/', true],
  ['/a.b', '/axb', false],
  ['/(x)[y]', '/(x)[y]', true],
])('%s on %s: %s', (pattern, path, is) => expect(matchPath(pattern, path)).toBe(is));
