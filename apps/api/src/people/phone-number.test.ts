// Which ways of writing a phone number are the same number, and what is none.
import { describe, expect, it } from '@jest/globals';
import { phoneOf } from './phone-number.js';

describe('a phone number as it is compared', () => {
  it.each([
    ['with its plus', '+359 888 123 456', null, '+359888123456'],
    ['as messengers write it: no plus', '359888123456', null, '+359888123456'],
    ['with 00', '00359888123456', null, '+359888123456'],
    ['with brackets and dashes', '+7 (912) 345-67-89', null, '+79123456789'],
    ['with the eight of home, from a Russian', '8 912 345-67-89', 'ru', '+79123456789'],
    ['with the zero of home, from a Bulgarian', '0888 123 456', 'bg-BG', '+359888123456'],
    ['from nobody knows where', '0888 123 456', null, null],
    ['too short', '+12', null, null],
    ['words', 'call me', 'ru', null],
    ['nothing', null, 'ru', null],
  ])('%s', (_, said, locale, number) => expect(phoneOf(said, locale)).toBe(number));
});
