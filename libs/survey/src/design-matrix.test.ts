// Words, durations and flags become columns that a regression can use, also for tickets unlike those it learned from.
import { expect, test } from '@jest/globals';
import { designOf, encode, type Feature, OTHER, UNKNOWN, type Visible } from './design-matrix.js';

const FEATURES: Feature[] = [
  { name: 'channel', kind: 'choice' },
  { name: 'wait', kind: 'amount' },
  { name: 'reopened', kind: 'flag' },
];
const row = (channel: string | null, wait: number | null, reopened: boolean | null): Visible => ({
  channel,
  wait,
  reopened,
});
const many = (n: number, one: Visible) => Array.from({ length: n }, () => one);
const LEARNED = [
  ...many(40, row('email', 100, false)),
  ...many(20, row('chat', 10, true)),
  ...many(5, row('fax', 1000, false)),
  ...many(12, row('chat', null, false)),
];
const design = designOf(FEATURES, LEARNED);

test('one column a word but the commonest, one for the rare, one for what is missing', () => {
  expect(design.columns.map(({ name, level }) => [name, level])).toEqual([
    ['channel', 'chat'],
    ['channel', OTHER],
    ['wait', null],
    ['wait', UNKNOWN],
    ['reopened', null],
  ]);
  expect(design.levels).toEqual({ channel: ['email', 'chat'] });
});

test('columns have mean 0 and standard deviation 1 over the rows they were learned from', () => {
  const encoded = LEARNED.map((one) => encode(design, one));
  for (let j = 0; j < design.columns.length; j++) {
    const values = encoded.map((line) => line[j]!);
    expect(values.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 9);
    // Missing waits stand at the mean and add no spread.
    const n = j === 2 ? LEARNED.length - 12 : LEARNED.length;
    expect(values.reduce((sum, v) => sum + v * v, 0) / n).toBeCloseTo(1, 9);
  }
});

test('a word never seen is treated as a rare one, a missing value as an average one', () => {
  expect(encode(design, row('pigeon', 10, true))).toEqual(encode(design, row('fax', 10, true)));
  expect(encode(design, row('email', null, true))[2]).toBe(0);
  expect(encode(design, { channel: 'email' })[4]).toBe(0);
});

test('survives being stored as JSON', () => {
  const stored = JSON.parse(JSON.stringify(design)) as typeof design;
  expect(encode(stored, row('chat', 60, true))).toEqual(encode(design, row('chat', 60, true)));
});
