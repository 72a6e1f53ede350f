// What a few letters find, and when a sign in the text asks for something.
import { describe, expect, it } from '@jest/globals';
import { best, triggerIn } from './find-words.js';

describe('a few letters', () => {
  const names = ['Late parcel', 'Parcel lost', 'Thanks', 'Спасибо за ожидание', 'Apologies'];
  it.each([
    ['par', ['Parcel lost', 'Late parcel']],
    ['lp', ['Late parcel']],
    ['СПАС', ['Спасибо за ожидание']],
    ['zzz', []],
  ])('%s', (query, found) => expect(best(query, names, (one) => one, 5)).toEqual(found));
  it('nothing typed finds all, in their order', () =>
    expect(best('', names, (one) => one, 2)).toEqual(names.slice(0, 2)));
});

describe('a sign', () => {
  it.each([
    ['/', 'macro', ''],
    ['Hello /late par', 'macro', 'late par'],
    ['Hello @Иван', 'mention', 'Иван'],
    ['(@Tom', 'mention', 'Tom'],
    [':smi', 'emoji', 'smi'],
    ['ok :+1', 'emoji', '+1'],
  ])('%s asks', (before, kind, query) => expect(triggerIn(before)).toEqual({ kind, query, length: query.length + 1 }));
  it.each(['and/or', 'https://x', '24/7', 'a@b', ':)', ':', '/ then', 'mail me @ nine tonight please', '12:30'])(
    '%s does not',
    (before) => expect(triggerIn(before)).toBeNull(),
  );
});
