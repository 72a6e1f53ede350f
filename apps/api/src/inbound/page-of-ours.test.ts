// Pages that a mail may lead back to, by table.
import { expect, test } from '@jest/globals';
import { isPageOfOurs } from './page-of-ours.js';

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
