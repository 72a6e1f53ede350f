// Names as they are remembered, against names as they are written.
import { expect, it } from '@jest/globals';
import { inOtherAlphabet, plainName, slipsIn, swapped } from './name-likeness.js';

it.each<[string, string, number | null]>([
  ['Мария Иванова', 'иванова', 0],
  ['Мария Иванова', 'иван', 0],
  ['Мария Иванова', 'иваонва мария', 1],
  ['Мария Иванова', 'марья', 1],
  ['Пётр Семёнов', 'петр семенов', 0],
  ['Anna Schmidt', 'shmidt', 1],
  ['Anna Schmidt', 'shmit', null],
  ['Anna Schmidt', 'ana', null],
  ['Возов', 'возврат', null],
  ['Иван', 'олег', null],
  ['', 'олег', null],
])('%s by %s: %j', (name, said, slips) =>
  expect(
    slipsIn(
      name,
      plainName(said)
        .split(' ')
        .map((word) => [word]),
    ),
  ).toBe(slips),
);

it.each([
  ['Мария', 'маира'],
  ['Мария', 'maria'],
  ['Stoyan', 'стоян'],
  ['Щерев', 'shterev'],
  ['Юлия', 'yulia'],
  ['Georgi', 'георги'],
])('%s is one spelling of %s', (name, said) =>
  expect(slipsIn(name, [[said, inOtherAlphabet(said), ...swapped(said)]])).not.toBeNull(),
);
