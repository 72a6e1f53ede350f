// The panel names what sets the silent apart, and nothing else.
import { expect, test } from '@jest/globals';
import { compareSilent } from './silent-panel.js';

test('chat answers, mail is silent; the rest is chance', () => {
  const lines = compareSilent([
    { value: 'email', answered: 100, silent: 300 },
    { value: 'chat', answered: 150, silent: 100 },
    { value: 'telegram', answered: 50, silent: 55 },
  ]);
  expect(lines.map(({ value, verdict }) => [value, verdict])).toEqual([
    ['email', 'higher'],
    ['chat', 'lower'],
    ['telegram', 'no-difference'],
  ]);
  expect(lines[0]!.silentShare).toBeCloseTo(300 / 455, 10);
  expect(lines[0]!.answeredShare).toBeCloseTo(1 / 3, 10);
  expect(lines[0]!.difference).toBeCloseTo(300 / 455 - 1 / 3, 10);
});

test('nobody silent: nothing to compare', () => {
  expect(compareSilent([{ value: 'email', answered: 9, silent: 0 }])[0]).toMatchObject({
    verdict: 'too-few',
    silentShare: 0,
  });
});
