// Pages that a mail may lead back to, by table.
import { expect, test } from '@jest/globals';
import { isPageOfOurs, locationOf } from './page-of-ours.js';

test.each([
  ['https://shop.test/teas?a=1', ['https://shop.test'], true],
  ['https://shop.test/teas', ['https://shop.test/'], true],
  ['https://shop.test/teas', ['https://other.test', ' https://shop.test '], true],
  ['https://en.shop.test/', ['https://*.shop.test'], true],
  ['https://evilshop.test/', ['https://*.shop.test'], false],
  ['http://shop.test/', ['https://shop.test'], false],
  ['https://shop.test:8443/', ['https://shop.test'], false],
  ['https://shop.test@evil.test/', ['https://shop.test'], false],
  ['https://shop.test/', [], false],
  ['https://shop.test/', undefined, false],
  ['javascript:alert(1)', ['https://shop.test'], false],
  ['https://desk.test/demo', [], true],
  ['nonsense', ['https://shop.test'], false],
  [null, ['https://shop.test'], false],
])('%s of %j: %s', (page, sites, is) => expect(isPageOfOurs(page, sites, 'https://desk.test')).toBe(is));

test.each([
  ['https://shop.test/teas?a=1#top', 'https://shop.test/teas?a=1'],
  [
    'https://shop.test/чай?вид=зелёный',
    'https://shop.test/%D1%87%D0%B0%D0%B9?%D0%B2%D0%B8%D0%B4=%D0%B7%D0%B5%D0%BB%D1%91%D0%BD%D1%8B%D0%B9',
  ],
  ['https://shop.test/\r\nset-cookie: a=b', 'https://shop.test/set-cookie:%20a=b'],
  ['https:shop.test\\teas', 'https://shop.test/teas'],
])('%j goes into a header as %s', (page, location) => expect(locationOf(page)).toBe(location));
