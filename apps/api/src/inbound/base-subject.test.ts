// Rules of subjects: what is a mark of a mail program, and what is another matter.
import { describe, expect, it } from '@jest/globals';
import { baseSubject, isSameSubject } from './base-subject.js';

describe('baseSubject', () => {
  it.each([
    ['Re: Broken kettle', 'broken kettle'],
    ['RE: Fwd: re[3]: Broken  kettle', 'broken kettle'],
    ['AW: WG: Broken kettle', 'broken kettle'],
    ['Отв: Пересл: Сломан чайник', 'сломан чайник'],
    ['Ответ: Сломан чайник', 'сломан чайник'],
    ['НА: Сломан чайник', 'сломан чайник'],
    ['Отг: Препр: Счупен чайник', 'счупен чайник'],
    ['回复：水壶坏了', '水壶坏了'],
    ['Re : Broken kettle', 'broken kettle'],
    ['[shop-list] Re: Broken kettle', 'broken kettle'],
    ['Re: [EXTERNAL] Broken kettle [#1042]', 'broken kettle'],
    ['Broken kettle (fwd)', 'broken kettle'],
    ['Re:', ''],
    ['Refund for a kettle', 'refund for a kettle'],
    ['Invoice: kettle', 'invoice: kettle'],
  ])('%s → %s', (subject, base) => expect(baseSubject(subject)).toBe(base));
});

describe('isSameSubject', () => {
  it.each([
    ['another prefix', 'SV: Broken kettle', ['Broken kettle'], true],
    ['nothing to compare', 'Anything', [], true],
    ['a subject that says nothing', 'Re:', ['Broken kettle'], true],
    ['another matter', 'Where is my invoice?', ['Broken kettle'], false],
    [
      'cut by a gateway',
      'Re: The kettle that I bought in spring…',
      ['The kettle that I bought in spring is broken'],
      true,
    ],
    ['a short beginning', 'The kettle', ['The kettle is broken'], false],
    ['one of several known', 'Re: Second name', ['First', 'Second name'], true],
  ])('%s', (_, subject, before, same) => expect(isSameSubject(subject, before)).toBe(same));
});
